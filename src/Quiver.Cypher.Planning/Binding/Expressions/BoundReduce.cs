namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A fold over a list: <c>reduce(sum = 0, x IN list | sum + x)</c>.</summary>
/// <param name="Accumulator">The variable that carries the result.</param>
/// <param name="Initial">Its first value.</param>
/// <param name="Element">The variable of the element.</param>
/// <param name="List">The list.</param>
/// <param name="Step">The next value.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundReduce(
    Variable Accumulator,
    BoundExpression Initial,
    Variable Element,
    BoundExpression List,
    BoundExpression Step,
    CypherType Type
) : BoundExpression(Type)
{
    /// <inheritdoc/>
    public override EquatableList<Variable> LocalVariables => [Accumulator, Element];

    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children => [Initial, List, Step];

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Initial = children[0],
            List = children[1],
            Step = children[2],
        };
}
