using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>
/// Makes one pattern of neighbouring MATCH clauses, so that the search may start in any of them. What must differ within each stays
/// written down as pairs of relationships, so nothing more must differ afterwards. A WITH that only passes columns on, perhaps filtered, stands
/// in nobody's way: its filter becomes a condition of the pattern. A clause with a repeated path that uses values of the clauses before stays behind them.
/// </summary>
internal static class MatchMerging
{
    /// <summary>The clauses with neighbours merged.</summary>
    public static IReadOnlyList<BoundClause> Merge(IReadOnlyList<BoundClause> clauses)
    {
        var result = new List<BoundClause>();
        for (int i = 0; i < clauses.Count; i++)
        {
            var last = result.Count > 0 ? result[^1] as BoundMatch : null;
            bool isOpen =
                last is
                { IsOptional: false, Paths.Count: 0, ShortestPaths.Count: 0, Selection: null };
            if (isOpen && TryMerge(last!, clauses[i], i == clauses.Count - 1) is { } merged)
            {
                result[^1] = merged;
            }
            else
            {
                result.Add(clauses[i]);
            }
        }
        return result;
    }

    private static BoundMatch? TryMerge(BoundMatch first, BoundClause next, bool isLast) =>
        next switch
        {
            BoundMatch { IsOptional: false, ShortestPaths.Count: 0, Selection: null } second
                when PartCount(first, second) <= PlanningLimits.MaxPatternParts
                    && !second.Relationships.Any(static r => r.UsesRow) => Merge(first, second),
            BoundProjection with when !isLast && PassesOn(with) => Filter(first, with.Where),
            _ => null,
        };

    private static int PartCount(BoundMatch first, BoundMatch second) =>
        first.Nodes.Union(second.Nodes).Count()
        + first.Relationships.Count
        + second.Relationships.Count;

    private static bool PassesOn(BoundProjection with) =>
        with is { Aggregation: null, IsDistinct: false, OrderBy.Count: 0, Skip: null, Limit: null }
        && with.Items.All(static i => i.Expression is BoundVariable v && v.Variable == i.Variable);

    private static BoundMatch Filter(BoundMatch match, BoundExpression? condition)
    {
        if (condition is null)
        {
            return match;
        }
        IEnumerable<BoundExpression> conditions = condition is BoundAnd conjunction
            ? conjunction.Operands
            : [condition];
        return With(match, [.. match.Predicates.Union(conditions)]);
    }

    private static BoundMatch With(BoundMatch match, IReadOnlyList<BoundExpression> predicates) =>
        new()
        {
            IsOptional = match.IsOptional,
            Nodes = match.Nodes,
            KnownNodes = match.KnownNodes,
            Relationships = match.Relationships,
            Predicates = predicates,
            DifferentRelationships = match.DifferentRelationships,
            Hints = match.Hints,
            Paths = match.Paths,
        };

    private static BoundMatch Merge(BoundMatch first, BoundMatch second)
    {
        var known = new HashSet<Variable>(first.KnownNodes);
        known.UnionWith(second.KnownNodes.Where(n => !first.Nodes.Contains(n)));
        return new BoundMatch
        {
            IsOptional = false,
            Nodes = [.. first.Nodes.Union(second.Nodes)],
            KnownNodes = known,
            Relationships = [.. first.Relationships, .. second.Relationships],
            Predicates = [.. first.Predicates.Union(second.Predicates)],
            DifferentRelationships =
            [
                .. first.DifferentRelationships,
                .. second.DifferentRelationships,
            ],
            Hints = [.. first.Hints, .. second.Hints],
            Paths = second.Paths,
        };
    }
}
