using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>ON CREATE SET …</c> or <c>ON MATCH SET …</c>.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="OnCreate">Whether it is done for what was made; otherwise for what was found.</param>
/// <param name="Items">What is set; at least one.</param>
public sealed record MergeAction(
    SourceExtent Extent,
    bool OnCreate,
    ImmutableArray<UpdateItem> Items
) : SyntaxNode(Extent);
