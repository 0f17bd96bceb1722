using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>Plans shortest paths between nodes that a plan has found. What a path must satisfy is tested while it is searched for, where one of its steps can show it.</summary>
/// <param name="context">What the planners share.</param>
internal sealed class ShortestPathPlanner(PlanningContext context)
{
    /// <summary>A plan with a column for a path's relationships.</summary>
    /// <param name="source">The plan that has both ends.</param>
    /// <param name="path">The path.</param>
    /// <param name="predicates">The conditions on it.</param>
    public PlanNode Plan(
        PlanNode source,
        BoundShortestPath path,
        IReadOnlyList<BoundExpression> predicates
    )
    {
        var relationship = path.Relationship;
        var step =
            relationship.StepRelationship ?? context.Variables.Anonymous(CypherType.Relationship);
        var node = context.Variables.Anonymous(CypherType.Node);
        var ofSteps = new List<BoundExpression>();
        var ofNodes = new List<BoundExpression>();
        var ofLength = new List<BoundComparison>();
        var ofPath = new List<BoundExpression>();
        var again = new List<BoundExpression>();
        if (relationship.StepPredicate is { } given)
        {
            ofSteps.Add(given);
        }
        foreach (var predicate in predicates)
        {
            // The search asks it of more than the path that it finds.
            bool mayFail = RuntimeFailures.ArePossible(predicate);
            if (OfEach(predicate, relationship, step, IsRelationships) is { } onStep)
            {
                ofSteps.Add(mayFail ? new BoundAttempt(onStep) : onStep);
                again.AddRange(mayFail ? [new BoundRecheck(predicate)] : []);
            }
            else if (OfEach(predicate, relationship, node, IsNodes) is { } onNode)
            {
                ofNodes.Add(mayFail ? new BoundAttempt(onNode) : onNode);
                again.AddRange(mayFail ? [new BoundRecheck(predicate)] : []);
            }
            else if (PathLengths.LimitOf(predicate, relationship.Variable) is { } limit)
            {
                ofLength.Add(limit);
            }
            else
            {
                ofPath.Add(predicate);
            }
        }
        // The shortest of all paths may be refused for its length only where a path must have some length at least.
        context.NoteExhaustive([
            .. ofLength.Where(static l =>
                l.Operator is not (ComparisonOperator.Less or ComparisonOperator.LessOrEqual)
            ),
            .. ofPath,
        ]);
        var expansion = new Expansion(
            relationship.Left,
            relationship.Variable,
            relationship.Right,
            relationship.Direction,
            relationship.Types
        );
        var length = relationship.Length!.Value;
        var found = new ShortestPath(source, expansion, length.Minimum, length.Maximum, path.IsAll)
        {
            StepRelationship = step,
            StepPredicate = Conjunction(ofSteps),
            StepNode = node,
            NodePredicate = Conjunction(ofNodes),
            LengthLimits = ofLength,
            PathPredicates = ofPath,
            EstimatedRows = source.EstimatedRows,
        };
        return Conjunction(again) is { } condition
            ? new Filter(found, condition) { EstimatedRows = found.EstimatedRows }
            : found;
    }

    private static BoundExpression? Conjunction(List<BoundExpression> conditions) =>
        conditions.Count switch
        {
            0 => null,
            1 => conditions[0],
            _ => new BoundAnd([.. conditions]),
        };

    // What all or none of a path's relationships or nodes must satisfy, as a condition on one of them.
    private static BoundExpression? OfEach(
        BoundExpression predicate,
        PatternRelationship path,
        Variable one,
        Func<BoundExpression, Variable, bool> isList
    )
    {
        if (
            predicate
                is not BoundQuantifier { Kind: QuantifierKind.All or QuantifierKind.None } each
            || !isList(each.List, path.Variable)
            || FreeVariables.Of(each.Predicate).Contains(path.Variable)
        )
        {
            return null;
        }
        var condition = each.Predicate.ReplaceTopDown(e =>
            e is BoundVariable variable && variable.Variable == each.Element
                ? new BoundVariable(one)
                : null
        );
        return each.Kind == QuantifierKind.All ? condition : new BoundNot(condition);
    }

    private static bool IsRelationships(BoundExpression list, Variable path) =>
        list is BoundVariable variable
            ? variable.Variable == path
            : PathLengths.IsPart(list, "relationships", path);

    private static bool IsNodes(BoundExpression list, Variable path) =>
        PathLengths.IsPart(list, "nodes", path);
}
