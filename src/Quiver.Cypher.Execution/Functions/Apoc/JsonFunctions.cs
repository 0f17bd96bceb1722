using System.Text.Json;
using Quiver.Model.Json;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>The functions apoc.convert.* and apoc.json.* between values and texts in JSON.</summary>
internal static class JsonFunctions
{
    // Values are several times as large as their text.
    private const int BytesPerByte = 4;

    private static readonly JsonReaderOptions s_reading = new() { MaxDepth = 256 };

    /// <summary>Adds the functions to the table.</summary>
    public static void Register(FunctionTable table)
    {
        table.AddNullable(
            "apoc.convert.toJson",
            static (in FunctionCall call) => EntityJson.Of(call.Context, call[0])
        );
        table.AddNullable("apoc.convert.toSortedJsonMap", ToSortedJson);
        table.Add(
            "apoc.convert.fromJsonMap",
            static (in FunctionCall call) =>
                OfKind(call, Find(call, call[0], 1), ValueKind.Map, "a map")
        );
        table.Add(
            "apoc.convert.fromJsonList",
            static (in FunctionCall call) =>
                OfKind(call, Find(call, call[0], 1), ValueKind.List, "a list")
        );
        table.Add(
            "apoc.convert.getJsonProperty",
            static (in FunctionCall call) => Find(call, Property(call), 2)
        );
        table.Add(
            "apoc.convert.getJsonPropertyMap",
            static (in FunctionCall call) =>
                OfKind(call, Find(call, Property(call), 2), ValueKind.Map, "a map")
        );
        table.Add("apoc.json.path", static (in FunctionCall call) => Find(call, call[0], 1));
    }

    private static Value Property(in FunctionCall call) =>
        PropertyFunctions.MapOf(call, call[0]).TryGetValue(call.Text(1), out var text)
            ? text
            : Value.Null;

    private static Value Find(in FunctionCall call, in Value text, int pathAt)
    {
        if (text.IsNull || (text.Kind == ValueKind.String && text.AsUtf8().IsEmpty))
        {
            return Value.Null;
        }
        if (text.Kind != ValueKind.String)
        {
            throw call.Unexpected(0, "JSON in a STRING");
        }
        call.Context.Memory.EnsureAvailable((long)text.AsUtf8().Length * BytesPerByte);
        var value = Parse(call, text);
        string path = call.Has(pathAt) ? call.Text(pathAt) : "";
        return path.Length == 0 ? value : JsonPath.Parse(path).Find(value);
    }

    private static Value Parse(in FunctionCall call, in Value text)
    {
        try
        {
            var reader = new Utf8JsonReader(text.AsUtf8(), s_reading);
            reader.Read();
            var value = JsonValueReader.Read(ref reader, WideIntegers.Round);
            while (reader.Read())
            {
                // What follows must be white space: the reader refuses anything else.
            }
            return value;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw RuntimeErrors.InvalidArgument(
                $"The text that {call.Function}() is given is no JSON: {error.Message}"
            );
        }
    }

    private static Value OfKind(in FunctionCall call, Value value, ValueKind kind, string wanted) =>
        value.IsNull || value.Kind == kind
            ? value
            : throw RuntimeErrors.InvalidArgument(
                $"{call.Function}() found something in the JSON that is not {wanted}."
            );

    private static Value ToSortedJson(in FunctionCall call)
    {
        if (call[0].IsNull)
        {
            return Value.Null;
        }
        bool ignoresCase = !call.Has(1) || call.Boolean(1);
        var comparer = ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var sorted = PropertyFunctions
            .MapOf(call, call[0])
            .OrderBy(static e => e.Key, comparer)
            .ToArray();
        // A map has an order of its own: entries are put together one by one.
        var text = new List<byte> { (byte)'{' };
        foreach (var (key, value) in sorted)
        {
            if (text.Count > 1)
            {
                text.Add((byte)',');
            }
            text.AddRange(EntityJson.Of(call.Context, Value.String(key)).AsUtf8());
            text.Add((byte)':');
            text.AddRange(EntityJson.Of(call.Context, value).AsUtf8());
        }
        text.Add((byte)'}');
        return Value.Utf8([.. text]);
    }
}
