namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>An expression with a left and a right expression inside.</summary>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
/// <param name="Type">What is known about the value.</param>
public abstract record BoundBinary(BoundExpression Left, BoundExpression Right, CypherType Type)
    : BoundExpression(Type)
{
    /// <inheritdoc/>
    public sealed override EquatableList<BoundExpression> Children => [Left, Right];

    /// <inheritdoc/>
    public sealed override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Left = children[0],
            Right = children[1],
        };
}
