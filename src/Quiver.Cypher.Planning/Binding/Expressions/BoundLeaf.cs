namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>An expression without expressions inside.</summary>
/// <param name="Type">What is known about the value.</param>
public abstract record BoundLeaf(CypherType Type) : BoundExpression(Type)
{
    /// <inheritdoc/>
    public sealed override EquatableList<BoundExpression> Children => [];

    /// <inheritdoc/>
    public sealed override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this;
}
