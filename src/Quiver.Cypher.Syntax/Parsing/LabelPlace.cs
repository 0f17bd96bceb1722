namespace Quiver.Cypher.Syntax.Parsing;

/// <summary>What a label expression is about.</summary>
internal enum LabelPlace
{
    /// <summary>A node's labels, or an entity's in a predicate.</summary>
    Node,

    /// <summary>A relationship's type within a pattern; there <c>:A|:B</c> is allowed and <c>:A:B</c> is not.</summary>
    Relationship,
}
