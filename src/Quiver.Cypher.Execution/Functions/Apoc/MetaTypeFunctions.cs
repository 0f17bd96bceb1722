using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>apoc.meta.cypher: the types of values under the names that APOC has for them.</summary>
internal static class MetaTypeFunctions
{
    private const string Any = "ANY";

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.AddNullable(
            "apoc.meta.cypher.type",
            static (in FunctionCall call) => Value.String(NameOf(call[0]))
        );
        table.AddNullable(
            "apoc.meta.cypher.isType",
            static (in FunctionCall call) =>
                Value.Boolean(!call[1].IsNull && NameOf(call[0]) == call.Text(1))
        );
        table.AddNullable("apoc.meta.cypher.types", Types);
    }

    // Of what has no properties there are no types: that is no error.
    private static Value Types(in FunctionCall call)
    {
        var map = call[0].Kind switch
        {
            ValueKind.Map => call[0].AsMap(),
            ValueKind.Node or ValueKind.Relationship => call.Context.PropertiesOf(call[0]),
            _ => MapValue.Empty,
        };
        var types = new KeyValuePair<string, Value>[map.Count];
        int at = 0;
        foreach (ref readonly var entry in map.AsSpan())
        {
            types[at++] = new(entry.Key, Value.String(NameOf(entry.Value)));
        }
        return Value.Map(MapValue.Owning(types));
    }

    private static string NameOf(in Value value) =>
        value.Kind switch
        {
            ValueKind.List => "LIST OF " + ElementOf(value.AsList().AsSpan()),
            ValueKind.Bytes => "LIST OF INTEGER",
            _ => SingleName(value.Kind),
        };

    /// <summary>The type that all elements have.</summary>
    private static string ElementOf(ReadOnlySpan<Value> elements)
    {
        for (int i = 1; i < elements.Length; i++)
        {
            if (elements[i].Kind != elements[0].Kind)
            {
                return Any;
            }
        }
        return elements.IsEmpty ? Any : SingleName(elements[0].Kind);
    }

    private static string SingleName(ValueKind kind) =>
        kind switch
        {
            ValueKind.LocalTime => "LOCAL_TIME",
            ValueKind.ZonedTime => "TIME",
            ValueKind.LocalDateTime => "LOCAL_DATE_TIME",
            ValueKind.ZonedDateTime => "DATE_TIME",
            // The others are called as they are here: INTEGER, STRING, NODE, NULL and so on.
            _ => kind.ToString().ToUpperInvariant(),
        };
}
