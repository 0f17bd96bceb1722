using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Costing;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Plans.Indexes;

namespace Quiver.Cypher.Planning.Search;

/// <summary>
/// Asks conditions again that a plan only attempted before its pattern was complete. Where no attempt has failed, that costs nothing; where one has, the query fails for rows of the
/// pattern alone.
/// </summary>
internal static class Rechecks
{
    /// <summary>The rows of a plan for a whole pattern that satisfy what was attempted.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="source">The rows that the pattern extends, which stand below; null when there are none.</param>
    /// <param name="predicates">The pattern's conditions, in the order in which they are to be asked.</param>
    public static PlanNode Over(
        PlanNode plan,
        PlanNode? source,
        IReadOnlyList<BoundExpression> predicates
    )
    {
        var attempted = new HashSet<BoundExpression>();
        Collect(plan, source, attempted);
        BoundExpression[] again =
        [
            .. predicates.Where(attempted.Contains).Select(static p => new BoundRecheck(p)),
        ];
        return again.Length == 0
            ? plan
            : new Filter(plan, again.Length == 1 ? again[0] : new BoundAnd([.. again]))
            {
                EstimatedRows = plan.EstimatedRows,
            };
    }

    private static void Collect(PlanNode plan, PlanNode? source, HashSet<BoundExpression> attempted)
    {
        if (ReferenceEquals(plan, source))
        {
            return;
        }
        switch (plan)
        {
            case Filter filter:
                attempted.UnionWith(
                    (filter.Predicate is BoundAnd and ? and.Operands : [filter.Predicate])
                        .OfType<BoundAttempt>()
                        .Select(static a => a.Operand)
                );
                break;
            case ValueHashJoin { LeftKey: BoundAttempt left, RightKey: BoundAttempt right }:
                attempted.Add(Equality(left.Operand, right.Operand));
                attempted.Add(Equality(right.Operand, left.Operand));
                break;
            case IndexSeek { IsAttempt: true } seek:
                attempted.UnionWith(
                    seek.Solved.Where(static p => !KnownLabels.TryGetLabel(p, out _, out _))
                );
                break;
        }
        foreach (var child in plan.Children)
        {
            Collect(child, source, attempted);
        }
    }

    private static BoundComparison Equality(BoundExpression left, BoundExpression right) =>
        new(ComparisonOperator.Equal, left, right);
}
