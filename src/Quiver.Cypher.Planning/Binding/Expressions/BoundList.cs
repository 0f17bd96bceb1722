namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A list of the values of expressions.</summary>
/// <param name="Elements">The expressions.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundList(EquatableList<BoundExpression> Elements, CypherType Type)
    : BoundExpression(Type)
{
    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children => Elements;

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Elements = [.. children],
        };
}
