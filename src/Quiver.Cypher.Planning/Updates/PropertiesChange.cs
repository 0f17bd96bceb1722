using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Updates;

/// <summary>All properties, or those that a map names, get the map's values.</summary>
/// <param name="Entity">The node or relationship.</param>
/// <param name="KeepsOthers">Whether properties that the map does not name stay.</param>
/// <param name="Value">A map, or a node or relationship whose properties are copied.</param>
public sealed record PropertiesChange(
    BoundExpression Entity,
    bool KeepsOthers,
    BoundExpression Value
) : EntityChange(Entity)
{
    internal override string OperatorName => "SetPropertiesFromMap";

    /// <inheritdoc/>
    public override IEnumerable<BoundExpression> Expressions => [Entity, Value];

    internal override EntityChange Map(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Entity = map(Entity),
            Value = map(Value),
        };

    /// <summary>The change as plans show it.</summary>
    public override string ToString() => $"{Entity} {(KeepsOthers ? "+=" : "=")} {Value}";
}
