namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A part of a list: <c>a[from..to]</c>, either end may be absent.</summary>
/// <param name="List">The list.</param>
/// <param name="From">The first position; null when absent.</param>
/// <param name="To">The position after the last; null when absent.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundSlice(
    BoundExpression List,
    BoundExpression? From,
    BoundExpression? To,
    CypherType Type
) : BoundExpression(Type)
{
    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children =>
        (From, To) switch
        {
            (null, null) => [List],
            (null, not null) => [List, To],
            (not null, null) => [List, From],
            _ => [List, From, To],
        };

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            List = children[0],
            From = From is null ? null : children[1],
            To = To is null ? null : children[^1],
        };
}
