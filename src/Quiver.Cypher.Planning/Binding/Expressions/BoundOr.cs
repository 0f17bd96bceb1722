namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>The three-valued disjunction of two or more conditions.</summary>
/// <param name="Operands">The conditions.</param>
public sealed record BoundOr(EquatableList<BoundExpression> Operands)
    : BoundExpression(CypherType.Boolean)
{
    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children => Operands;

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        new BoundOr([.. children]);
}
