namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>An expression with one expression inside.</summary>
/// <param name="Operand">What it works on.</param>
/// <param name="Type">What is known about the value.</param>
public abstract record BoundUnary(BoundExpression Operand, CypherType Type) : BoundExpression(Type)
{
    /// <inheritdoc/>
    public sealed override EquatableList<BoundExpression> Children => [Operand];

    /// <inheritdoc/>
    public sealed override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Operand = children[0],
        };
}
