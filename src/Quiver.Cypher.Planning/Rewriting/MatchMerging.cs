using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Logical;

namespace Quiver.Cypher.Planning.Rewriting;

/// <summary>
/// Makes one pattern of neighbouring MATCH clauses, so that the search may start in any of them. What must differ within each stays
/// written down as pairs of relationships, so nothing more must differ afterwards.
/// </summary>
internal static class MatchMerging
{
    /// <summary>The clauses with neighbours merged.</summary>
    public static IReadOnlyList<BoundClause> Merge(IReadOnlyList<BoundClause> clauses)
    {
        var result = new List<BoundClause>();
        foreach (var clause in clauses)
        {
            bool isMergeable =
                result.Count > 0
                && result[^1] is BoundMatch { IsOptional: false, Paths.Count: 0 }
                && clause is BoundMatch { IsOptional: false };
            if (isMergeable && Fits((BoundMatch)result[^1], (BoundMatch)clause))
            {
                result[^1] = Merge((BoundMatch)result[^1], (BoundMatch)clause);
            }
            else
            {
                result.Add(clause);
            }
        }
        return result;
    }

    private static bool Fits(BoundMatch first, BoundMatch second) =>
        PartCount(first) + PartCount(second) <= PlanningLimits.MaxPatternParts;

    private static int PartCount(BoundMatch match) => match.Nodes.Count + match.Relationships.Count;

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
            Paths = second.Paths,
        };
    }
}
