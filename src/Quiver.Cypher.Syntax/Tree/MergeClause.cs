using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>MERGE: matches its pattern, or else makes all of it.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Pattern">The pattern.</param>
/// <param name="Actions">What follows it, in the order written.</param>
public sealed record MergeClause(
    SourceExtent Extent,
    PatternPart Pattern,
    ImmutableArray<MergeAction> Actions
) : UpdatingClause(Extent);
