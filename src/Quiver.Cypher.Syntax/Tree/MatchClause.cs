using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree;

/// <summary>MATCH or OPTIONAL MATCH. A relationship occurs at most once over all its pattern parts, unless the mode allows more.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Optional">Whether a row without a match stays, filled up with null.</param>
/// <param name="Patterns">The comma-separated parts; at least one.</param>
/// <param name="Where">The filter, if any.</param>
public sealed record MatchClause(
    SourceExtent Extent,
    bool Optional,
    ImmutableArray<PatternPart> Patterns,
    Expression? Where
) : Clause(Extent)
{
    /// <summary>What may occur more than once.</summary>
    public MatchMode Mode { get; init; }

    /// <summary>How things are to be found.</summary>
    public ImmutableArray<PlannerHint> Hints { get; init; } = [];

    /// <summary>The index that one of its variables is searched in; null for none.</summary>
    public VectorSearch? Search { get; init; }
}
