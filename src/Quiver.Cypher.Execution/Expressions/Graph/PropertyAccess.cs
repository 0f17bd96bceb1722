using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>Properties, entries and components of single values, by name.</summary>
internal static class PropertyAccess
{
    /// <summary>A property of a node or relationship, an entry of a map, or a component of a point or temporal value; null where there is none.</summary>
    public static Value Of(Value container, string key, QueryContext context)
    {
        switch (container.Kind)
        {
            case ValueKind.Null:
                return Value.Null;
            case ValueKind.Map:
                return container.AsMap().TryGetValue(key, out var entry) ? entry : Value.Null;
            case ValueKind.Node:
            case ValueKind.Relationship:
                return OfEntity(container, key, context);
            case ValueKind.Point:
                return PointComponents.Of(container.AsPoint(), key);
            default:
                return TemporalComponents.TryGet(container, key, out var component)
                    ? component
                    : throw RuntimeErrors.UnexpectedType("Map, Node or Relationship", container);
        }
    }

    /// <summary>All properties of a node or relationship, or all entries of a map.</summary>
    public static MapValue AllOf(Value container, QueryContext context) =>
        container.Kind switch
        {
            ValueKind.Map => container.AsMap(),
            ValueKind.Node or ValueKind.Relationship => context.PropertiesOf(container),
            _ => throw RuntimeErrors.UnexpectedType("Map, Node or Relationship", container),
        };

    private static Value OfEntity(Value entity, string name, QueryContext context)
    {
        context.Writer?.Require(entity);
        var key = context.Snapshot.Tokens.PropertyKey(name);
        if (
            key == PropertyKeyId.None
            && context.Writer?.TryFindPropertyKey(name, out key) is not true
        )
        {
            return Value.Null;
        }
        var destination = new ColumnBuilder(1);
        context.ReadProperty(entity.Kind, key, [entity.Bits], destination);
        return destination.Build()[0];
    }
}
