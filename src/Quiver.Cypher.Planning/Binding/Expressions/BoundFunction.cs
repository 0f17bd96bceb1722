using Quiver.Cypher.Planning.Functions;

namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A call of a function that is not an aggregate.</summary>
/// <param name="Signature">The function.</param>
/// <param name="Arguments">Its arguments, as many as the signature allows.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record BoundFunction(
    FunctionSignature Signature,
    EquatableList<BoundExpression> Arguments,
    CypherType Type
) : BoundExpression(Type)
{
    /// <inheritdoc/>
    public override EquatableList<BoundExpression> Children => Arguments;

    /// <inheritdoc/>
    public override BoundExpression WithChildren(IReadOnlyList<BoundExpression> children) =>
        this with
        {
            Arguments = [.. children],
        };
}
