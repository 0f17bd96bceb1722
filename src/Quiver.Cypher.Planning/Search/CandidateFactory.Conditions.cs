using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Costing;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Cypher.Planning.Plans.Indexes;

namespace Quiver.Cypher.Planning.Search;

/// <content>The conditions that a plan's rows are filtered by.</content>
internal sealed partial class CandidateFactory
{
    // What may fail comes after what makes rows the pattern's.
    private static List<BoundExpression> Conditions(
        List<PatternPredicate> predicates,
        IEnumerable<BoundExpression> differences,
        bool isComplete
    )
    {
        BoundExpression[] different = [.. differences];
        bool IsLast(PatternPredicate predicate) => predicate.MayFail && different.Length > 0;
        return
        [
            .. predicates.Where(p => !IsLast(p)).Select(p => Asked(p, isComplete)),
            .. different,
            .. predicates.Where(IsLast).Select(p => Asked(p, isComplete)),
        ];
    }

    // What may fail must not fail for a row that never becomes one of the clause's.
    private static BoundExpression Asked(PatternPredicate predicate, bool isComplete) =>
        predicate.MayFail && !isComplete
            ? new BoundAttempt(predicate.Expression)
            : predicate.Expression;

    private static bool IsApplied(PatternPredicate predicate, Candidate? candidate) =>
        candidate is not null
        && PatternGraph.IsApplicable(predicate, candidate.Parts, candidate.HasSource);

    private static bool IsDoneByLeaf(BoundExpression predicate, PlanNode plan) =>
        plan switch
        {
            NodeByLabelScan scan => KnownLabels.TryGetLabel(
                predicate,
                out var node,
                out string label
            )
                && node == scan.Node
                && label == scan.Label,
            NodeSeek seek => IdentitySeek.IsSolvedBy(predicate, seek),
            IndexSeek seek => seek.Solved.Contains(predicate),
            _ => false,
        };

    // An expansion looks after its own relationship; two plans that come together need a condition.
    private IEnumerable<BoundExpression> Differences(
        PlanNode plan,
        PartSet parts,
        Candidate? before,
        Candidate? beside
    )
    {
        if (plan is ExpandNode || beside is null || before is null)
        {
            yield break;
        }
        foreach (var pair in graph.Different)
        {
            var both = graph.Bit(pair.First.Variable) | graph.Bit(pair.Second.Variable);
            bool isNews =
                (both & ~before.Parts) != PartSet.None && (both & ~beside.Parts) != PartSet.None;
            if ((both & ~parts) == PartSet.None && isNews)
            {
                yield return Difference(pair);
            }
        }
    }

    private BoundExpression Difference(RelationshipPair pair)
    {
        var first = new BoundVariable(pair.First.Variable);
        var second = new BoundVariable(pair.Second.Variable);
        if (pair.First.Length is null)
        {
            return pair.Second.Length is null
                ? new BoundComparison(ComparisonOperator.NotEqual, first, second)
                : new BoundNot(new BoundIn(first, second));
        }
        if (pair.Second.Length is null)
        {
            return new BoundNot(new BoundIn(second, first));
        }
        var element = context.Variables.Anonymous(CypherType.Relationship);
        return new BoundQuantifier(
            QuantifierKind.None,
            element,
            first,
            new BoundIn(new BoundVariable(element), second)
        );
    }

    private static BoundExpression Conjunction(List<BoundExpression> conditions) =>
        conditions.Count == 1 ? conditions[0] : new BoundAnd([.. conditions]);
}
