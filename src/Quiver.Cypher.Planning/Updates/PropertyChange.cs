using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Updates;

/// <summary>One property gets a value, or is removed where that is null.</summary>
/// <param name="Entity">The node or relationship.</param>
/// <param name="Key">The key; null when it is computed.</param>
/// <param name="DynamicKey">The key as text; null when it is written in the query.</param>
/// <param name="Value">The new value.</param>
public sealed record PropertyChange(
    BoundExpression Entity,
    string? Key,
    BoundExpression? DynamicKey,
    BoundExpression Value
) : EntityChange(Entity)
{
    internal override string OperatorName => "SetProperty";

    /// <inheritdoc/>
    public override IEnumerable<BoundExpression> Expressions =>
        DynamicKey is null ? [Entity, Value] : [Entity, DynamicKey, Value];

    internal override EntityChange Map(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Entity = map(Entity),
            DynamicKey = DynamicKey is null ? null : map(DynamicKey),
            Value = map(Value),
        };

    /// <summary>The change as plans show it.</summary>
    public override string ToString() =>
        Key is null
            ? $"{Entity}[{DynamicKey}] = {Value}"
            : $"{Entity}.{Identifiers.Quote(Key)} = {Value}";
}
