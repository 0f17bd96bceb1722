using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>A query inside an expression that runs over the elements of a list; null where the list is. Stands only between binding and planning.</summary>
/// <param name="Column">The variable by which the query finds the list.</param>
/// <param name="List">The list, computed in the row around the query.</param>
/// <param name="Subquery">The query, which collects what becomes of the elements.</param>
internal sealed record BoundListSubquery(
    Variable Column,
    BoundExpression List,
    BoundSubquery Subquery
) : BoundExpression(Subquery.Type)
{
    /// <inheritdoc/>
    public override EquatableList<Variable> LocalVariables => [Column];

    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children => [List, Subquery];

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            List = children[0],
            Subquery = (BoundSubquery)children[1],
        };
}
