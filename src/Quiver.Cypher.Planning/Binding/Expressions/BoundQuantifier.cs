namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>How many elements of a list satisfy a condition: <c>any(x IN list WHERE condition)</c>.</summary>
/// <param name="Kind">How many are asked for.</param>
/// <param name="Element">The variable inside.</param>
/// <param name="List">The list.</param>
/// <param name="Predicate">The condition.</param>
public sealed record BoundQuantifier(
    QuantifierKind Kind,
    Variable Element,
    BoundExpression List,
    BoundExpression Predicate
) : BoundExpression(CypherType.Boolean)
{
    /// <inheritdoc/>
    public override EquatableList<Variable> LocalVariables => [Element];

    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children => [List, Predicate];

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            List = children[0],
            Predicate = children[1],
        };
}
