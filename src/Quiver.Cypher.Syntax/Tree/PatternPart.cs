using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>A chain of nodes and relationships, perhaps with a name for the path.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="PathVariable">The name before <c>=</c>, if any.</param>
/// <param name="First">Where the chain starts.</param>
/// <param name="Steps">What follows; may be empty.</param>
public sealed record PatternPart(
    SourceExtent Extent,
    Variable? PathVariable,
    NodePattern First,
    ImmutableArray<PatternStep> Steps
) : SyntaxNode(Extent)
{
    /// <summary>Whether only shortest paths are asked for.</summary>
    public ShortestPathKind Shortest { get; init; }

    /// <summary>What may occur more than once in a path.</summary>
    public PathMode Mode { get; init; }

    /// <summary>Which of the paths between two nodes are asked for; null for all.</summary>
    public PathSelector? Selector { get; init; }

    /// <summary>What a path must satisfy before the selector chooses: WHERE in the parentheses around it; null for nothing.</summary>
    public Expression? Where { get; init; }
}
