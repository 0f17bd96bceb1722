using Quiver.Model;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>Anything in the tree that was parsed from a stretch of text. Nodes never change.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public abstract record SyntaxNode(SourceExtent Extent)
{
    /// <summary>The position that an error about this node names.</summary>
    public TextPosition Position => Extent.Start;
}
