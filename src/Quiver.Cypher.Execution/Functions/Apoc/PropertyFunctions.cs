using Quiver.Cypher.Execution.Functions.Text;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>apoc.any: properties of whatever has some; and apoc.map.clean and apoc.util.validatePredicate, which libraries put into the queries they write.</summary>
internal static class PropertyFunctions
{
    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.Add("apoc.any.properties", Properties);
        table.Add("apoc.any.property", Property);
        table.Add(
            "apoc.convert.toMap",
            static (in FunctionCall call) => Value.Map(MapOf(call, call[0]))
        );
        table.Add("apoc.map.clean", Clean);
        table.Add("apoc.util.validatePredicate", Validate);
    }

    private static Value Properties(in FunctionCall call)
    {
        var map = MapOf(call, call[0]);
        if (call.Count == 1)
        {
            return Value.Map(map);
        }
        var entries = new List<KeyValuePair<string, Value>>();
        foreach (var key in call.List(1).AsSpan())
        {
            if (key.Kind == ValueKind.String && map.TryGetValue(key.AsString(), out var value))
            {
                entries.Add(new(key.AsString(), value));
            }
        }
        return Value.Map(new MapValue(entries));
    }

    private static Value Property(in FunctionCall call) =>
        MapOf(call, call[0]).TryGetValue(call.Text(1), out var value) ? value : Value.Null;

    /// <summary>The properties of a node or relationship, or a map itself.</summary>
    public static MapValue MapOf(in FunctionCall call, in Value thing) =>
        thing.Kind switch
        {
            ValueKind.Map => thing.AsMap(),
            ValueKind.Node or ValueKind.Relationship => call.Context.PropertiesOf(thing),
            _ => throw call.Unexpected(0, "a NODE, RELATIONSHIP or MAP"),
        };

    private static Value Clean(in FunctionCall call)
    {
        if (call[0].Kind != ValueKind.Map)
        {
            throw call.Unexpected(0, "a MAP");
        }
        var keys = call.List(1);
        var values = call.List(2);
        var kept = new List<KeyValuePair<string, Value>>();
        foreach (ref readonly var entry in call[0].AsMap().AsSpan())
        {
            if (
                !entry.Value.IsNull
                && !Holds(keys, Value.String(entry.Key))
                && !Holds(values, entry.Value)
            )
            {
                kept.Add(entry);
            }
        }
        return Value.Map(new MapValue(kept));
    }

    private static bool Holds(ListValue list, in Value value)
    {
        foreach (ref readonly var element in list.AsSpan())
        {
            if (ValueEquality.Compare(element, value) == Ternary.True)
            {
                return true;
            }
        }
        return false;
    }

    private static Value Validate(in FunctionCall call)
    {
        if (call[0].Kind != ValueKind.Boolean)
        {
            throw call.Unexpected(0, "a BOOLEAN");
        }
        return !call[0].AsBoolean()
            ? Value.True
            : throw RuntimeErrors.Validation(
                call.Function,
                MessageFormat.Apply(call.Text(1), call.List(2))
            );
    }
}
