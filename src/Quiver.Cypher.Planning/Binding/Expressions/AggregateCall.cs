using Quiver.Cypher.Planning.Functions;

namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>A call of an aggregating function: stands only in an aggregation, never in other expressions of a plan.</summary>
/// <param name="Function">The function; <c>count(*)</c> is count without arguments.</param>
/// <param name="IsDistinct">Whether each different first argument counts once.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="Type">What is known about the value.</param>
public sealed record AggregateCall(
    FunctionSignature Function,
    bool IsDistinct,
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
