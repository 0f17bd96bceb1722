using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>A condition that names a node by its identity: <c>id(n) = x</c>, <c>elementId(n) IN list</c>.</summary>
/// <param name="Node">The node.</param>
/// <param name="Identity">The identity or list.</param>
/// <param name="IsList">Whether it is a list.</param>
/// <param name="IsElementId">Whether it is about element ids.</param>
internal sealed record IdentitySeek(
    Variable Node,
    BoundExpression Identity,
    bool IsList,
    bool IsElementId
)
{
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

    /// <summary>The operator that finds the node.</summary>
    public PlanNode Plan(PlanNode? source) =>
        IsElementId
            ? new NodeByElementIdSeek(source, Node, Identity, IsList)
            : new NodeByIdSeek(source, Node, Identity, IsList);

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
