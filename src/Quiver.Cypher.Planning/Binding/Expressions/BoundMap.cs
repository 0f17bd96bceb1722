namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A map of the values of expressions. Where a key occurs twice the last one counts.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="Values">The expressions, one for each key.</param>
public sealed record BoundMap(EquatableList<string> Keys, EquatableList<BoundExpression> Values)
    : BoundExpression(CypherType.Map)
{
    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children => Values;

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Values = [.. children],
        };
}
