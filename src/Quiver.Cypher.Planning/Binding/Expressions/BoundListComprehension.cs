namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A list made from another's elements: <c>[x IN list WHERE condition | expression]</c>.</summary>
/// <param name="Element">The variable inside.</param>
/// <param name="List">The list.</param>
/// <param name="Predicate">Which elements are kept; null keeps all.</param>
/// <param name="Projection">What becomes of an element; null keeps it as it is.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundListComprehension(
    Variable Element,
    BoundExpression List,
    BoundExpression? Predicate,
    BoundExpression? Projection,
    CypherType Type
) : BoundExpression(Type)
{
    /// <inheritdoc/>
    public override EquatableList<Variable> LocalVariables => [Element];

    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children =>
        (Predicate, Projection) switch
        {
            (null, null) => [List],
            (null, not null) => [List, Projection],
            (not null, null) => [List, Predicate],
            _ => [List, Predicate, Projection],
        };

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            List = children[0],
            Predicate = Predicate is null ? null : children[1],
            Projection = Projection is null ? null : children[^1],
        };
}
