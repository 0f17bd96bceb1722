using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>WITH or RETURN: aggregation, projection, DISTINCT, ORDER BY, SKIP, LIMIT and WHERE, done in this order.</summary>
internal sealed class BoundProjection : BoundClause
{
    /// <summary>The grouping that comes first; null without aggregates.</summary>
    public required BoundAggregation? Aggregation { get; init; }

    /// <summary>The columns, over the source's rows or the groups. A column passed on is its own expression.</summary>
    public required IReadOnlyList<ProjectionItem> Items { get; init; }

    /// <summary>Whether equal rows fold into one.</summary>
    public required bool IsDistinct { get; init; }

    /// <summary>The sort keys, most significant first.</summary>
    public required IReadOnlyList<BoundSortItem> OrderBy { get; init; }

    /// <summary>How many rows to leave out, if given.</summary>
    public required BoundExpression? Skip { get; init; }

    /// <summary>How many rows to keep, if given.</summary>
    public required BoundExpression? Limit { get; init; }

    /// <summary>The filter of WITH, if given.</summary>
    public required BoundExpression? Where { get; init; }

    /// <summary>The variables of the query around a subquery that are used behind the grouping or DISTINCT, whose rows do not have them. Filled while the clauses behind are bound.</summary>
    public required IReadOnlySet<Variable> Kept { get; init; }

    /// <summary>The columns' variables in order.</summary>
    public IReadOnlyList<Variable> Columns => [.. Items.Select(static i => i.Variable)];
}
