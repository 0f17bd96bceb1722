using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>CREATE or INSERT: makes the nodes and relationships of its pattern parts.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="IsInsert">Whether it is spelled INSERT.</param>
/// <param name="Patterns">The comma-separated parts; at least one.</param>
public sealed record CreateClause(
    SourceExtent Extent,
    bool IsInsert,
    ImmutableArray<PatternPart> Patterns
) : UpdatingClause(Extent);
