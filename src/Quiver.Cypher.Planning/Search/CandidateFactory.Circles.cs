using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Costing;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <content>Circles that are closed from both ends, and conditions with subqueries.</content>
internal sealed partial class CandidateFactory
{
    /// <summary>A plan with a node that is a neighbour of two nodes that it has, and the relationships to it; null when the two do not lead to such a node.</summary>
    public Candidate? Intersect(
        Candidate from,
        PatternRelationship first,
        PatternRelationship second
    )
    {
        if (Meeting(from, first, second) is not var (one, other))
        {
            return null;
        }
        double firstDegree = Degree(first, one, one == first.Left, from.Parts);
        double secondDegree = Degree(second, other, other == second.Left, from.Parts);
        var parts = from.Parts | graph.Bits(first) | graph.Bits(second);
        double rows = from.Rows * firstDegree * EdgeSelectivity(second, parts);
        double cost =
            (from.Rows * CostModel.IntersectSourceRow)
            + (from.Rows * (firstDegree + secondDegree) * CostModel.IntersectStepRow)
            + (rows * CostModel.ExpandResultRow);
        var plan = new ExpandIntersect(
            from.Plan,
            Step(first, one, from.Parts),
            Step(second, other, from.Parts)
        )
        {
            AreDifferent = graph.Different.Any(p =>
                (p.First == first && p.Second == second) || (p.First == second && p.Second == first)
            ),
        };
        // How many neighbours two nodes share is estimated as if all chose theirs by lot, and is often many times that. A condition is not left for these rows in the hope that they are few,
        // where it can be looked at before; without it they need not even be made to be counted.
        return Filtered(
            plan,
            parts,
            from.HasSource,
            rows,
            from,
            from.Cost + cost,
            leastFiltered: from.Rows
        );
    }

    // The nodes that are there from which two single relationships lead to one that is not.
    private (Variable One, Variable Other)? Meeting(
        Candidate from,
        PatternRelationship first,
        PatternRelationship second
    )
    {
        bool isStep =
            first is { Length: null, Quantified: null }
            && second is { Length: null, Quantified: null }
            && (from.Parts & (graph.Bit(first.Variable) | graph.Bit(second.Variable)))
                == PartSet.None;
        if (!isStep)
        {
            return null;
        }
        foreach (var end in new[] { first.Left, first.Right })
        {
            var one = first.Other(end);
            if (end != second.Left && end != second.Right)
            {
                continue;
            }
            var other = second.Other(end);
            bool meets =
                (from.Parts & graph.Bit(end)) == PartSet.None
                && (from.Parts & graph.Bit(one)) != PartSet.None
                && (from.Parts & graph.Bit(other)) != PartSet.None
                && one != other
                && graph.Hints.AllowsExpand(first, one, hasEnd: false)
                && graph.Hints.AllowsExpand(second, other, hasEnd: true);
            if (meets)
            {
                return (one, other);
            }
        }
        return null;
    }

    /// <summary>A plan's rows that satisfy a condition with a subquery; null when it is not about them alone or is satisfied already.</summary>
    public Candidate? Filter(Candidate from, PatternSubquery subquery)
    {
        bool applies =
            (from.Parts & subquery.Bit) == PartSet.None
            && (subquery.Needed & ~from.Parts) == PartSet.None
            && (from.HasSource || !subquery.NeedsSource);
        if (!applies)
        {
            return null;
        }
        var parts = from.Parts | subquery.Bit;
        var plan = subquery.Filter(from.Plan);
        double cost = from.Rows * RightCost(plan, from.Plan);
        plan.EstimatedRows = graph.EstimateRows(parts, from.HasSource ? _sourceRows : null);
        return new Candidate(plan, parts, from.HasSource, from.Cost + cost);
    }

    // What the subquery does for one row, as far as its operators' rows tell.
    private static double RightCost(PlanNode plan, PlanNode source)
    {
        double cost = CostModel.SubqueryRow;
        for (var node = plan; node != source; node = node.Children[0])
        {
            cost += node is ApplyNode apply ? Rows(apply.Right) : 0;
        }
        return cost;
    }

    private static double Rows(PlanNode plan) =>
        plan.EstimatedRows + plan.Children.Sum(static c => Rows(c));
}
