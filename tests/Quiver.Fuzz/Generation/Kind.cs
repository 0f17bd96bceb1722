namespace Quiver.Fuzz.Generation;

/// <summary>What the generator knows of a variable or wants of an expression.</summary>
internal enum Kind
{
    Integer,
    Float,
    Text,
    Boolean,
    Date,
    Mixed,
    Integers,
    Texts,
    Map,
    Node,
    Relationship,
    Path,
    Nodes,
    Relationships,
}
