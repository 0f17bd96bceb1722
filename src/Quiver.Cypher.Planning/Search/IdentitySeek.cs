using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Functions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>A condition that names a node by its identity: <c>id(n) = x</c>, <c>elementId(n) IN list</c>.</summary>
/// <param name="node">The node.</param>
/// <param name="identity">The identity or list.</param>
/// <param name="isList">Whether it is a list.</param>
/// <param name="isElementId">Whether it is about element ids.</param>
internal sealed class IdentitySeek(
    Variable node,
    BoundExpression identity,
    bool isList,
    bool isElementId
) : PatternSeek([node], [identity], [identity])
{
    /// <inheritdoc/>
    public override bool IsPointwise => true;

    /// <summary>Recognises such a condition.</summary>
    public static IdentitySeek? TryMake(BoundExpression predicate) =>
        predicate switch
        {
            BoundComparison { Operator: ComparisonOperator.Equal } comparison => TryMake(
                comparison.Left,
                comparison.Right,
                isList: false
            ) ?? TryMake(comparison.Right, comparison.Left, isList: false),
            BoundIn @in => TryMake(@in.Left, @in.Right, isList: true),
            _ => null,
        };

    /// <summary>Whether a condition holds for all that an operator of this kind finds.</summary>
    public static bool IsSolvedBy(BoundExpression predicate, NodeSeek seek) =>
        TryMake(predicate) is { } made
        && made.Target == seek.Node
        && made.Plan(null) is NodeSeek other
        && other.Name == seek.Name
        && other.Identity == seek.Identity;

    /// <inheritdoc/>
    public override double RowsPerSeek(PlanningContext context)
    {
        if (!isList)
        {
            return 1;
        }
        double nodes = Math.Max(1, context.Statistics.NodeCount);
        var id = new BoundFunction(
            FunctionCatalog.Get("id"),
            [new BoundVariable(Target)],
            CypherType.Integer
        );
        return context.Selectivity.Estimate(new BoundIn(id, identity), nodes) * nodes;
    }

    /// <inheritdoc/>
    public override PlanNode Plan(PlanNode? source, bool isAttempt = false) =>
        isElementId
            ? new NodeByElementIdSeek(source, Target, identity, isList)
            : new NodeByIdSeek(source, Target, identity, isList);

    private static IdentitySeek? TryMake(
        BoundExpression call,
        BoundExpression identity,
        bool isList
    ) =>
        call
            is BoundFunction
            {
                Signature.Name: "id" or "elementId",
                Arguments: [BoundVariable { Variable: var node }]
            } function
        && node.Type.IsOnly(TypeKinds.Node)
            ? new IdentitySeek(node, identity, isList, function.Signature.Name == "elementId")
            : null;
}
