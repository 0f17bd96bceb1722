using System.Globalization;
using System.Text.Json;
using Quiver.Apoc.Json;
using Quiver.Model.Json;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Apoc.Import;

/// <summary>Makes nodes and relationships of lines.</summary>
/// <param name="file">The file, for errors.</param>
/// <param name="options">What properties become.</param>
/// <param name="untyped">Gets the properties that look like values of types that JSON lacks.</param>
internal sealed class ImportLineParser(string file, ImportOptions options, UntypedKeys untyped)
{
    private const int MaxNames = 10_000;
    private const int BytesOfLine = 256;

    private readonly List<KeyValuePair<string, Value>> _properties = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads a line.</summary>
    /// <exception cref="CypherException">It is no JSON, or neither a node nor a relationship.</exception>
    public ImportLine Parse(ReadOnlySpan<byte> line, long number)
    {
        try
        {
            var reader = new Utf8JsonReader(line, JsonSettings.Reading);
            return Parse(ref reader, number, BytesOfLine + line.Length);
        }
        catch (JsonException error)
        {
            throw ApocErrors.InvalidJson(file, number, error.Message);
        }
        catch (InvalidOperationException error)
        {
            // A value of another kind than its name promises, or text that is no UTF-16.
            throw ApocErrors.InvalidJson(file, number, error.Message);
        }
    }

    private ImportLine Parse(ref Utf8JsonReader reader, long number, long heldBytes)
    {
        string? type = null;
        string? id = null;
        string? label = null;
        IReadOnlyList<string> labels = [];
        ImportEnd? start = null;
        ImportEnd? end = null;
        _properties.Clear();
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw ApocErrors.InvalidJson(file, number, "it does not begin with {");
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = Interned(ref reader);
            reader.Read();
            switch (name)
            {
                case "type":
                    type = reader.GetString();
                    break;
                case "id":
                    id = IdOf(ref reader);
                    break;
                case "label":
                    label = Interned(ref reader);
                    break;
                case "labels":
                    labels = LabelsOf(ref reader);
                    break;
                case "start":
                    start = EndOf(ref reader);
                    break;
                case "end":
                    end = EndOf(ref reader);
                    break;
                case "properties":
                    ReadProperties(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        if (reader.Read())
        {
            throw ApocErrors.InvalidJson(file, number, "something follows the object");
        }
        return type switch
        {
            "node" => Typed(
                new ImportLine
                {
                    Number = number,
                    HeldBytes = heldBytes,
                    IsNode = true,
                    Names = labels,
                    Id = id ?? throw ApocErrors.InvalidJson(file, number, "it has no id"),
                }
            ),
            "relationship" => Typed(
                new ImportLine
                {
                    Number = number,
                    HeldBytes = heldBytes,
                    IsNode = false,
                    Names =
                    [
                        label ?? throw ApocErrors.InvalidJson(file, number, "it has no label"),
                    ],
                    Start = start ?? throw ApocErrors.InvalidJson(file, number, "it has no start"),
                    End = end ?? throw ApocErrors.InvalidJson(file, number, "it has no end"),
                }
            ),
            _ => throw ApocErrors.UnsupportedType(file, number, type ?? "null"),
        };
    }

    private void ReadProperties(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = Interned(ref reader);
            reader.Read();
            _properties.Add(new(key, JsonValueReader.Read(ref reader, WideIntegers.Round)));
        }
    }

    /// <summary>Gives a line its properties, as they are to be stored.</summary>
    private ImportLine Typed(ImportLine line)
    {
        foreach (var (key, value) in _properties)
        {
            if (!options.IsDropped(line, key))
            {
                Add(line, key, value, depth: 0);
            }
        }
        return line;
    }

    private void Add(ImportLine line, string key, Value value, int depth)
    {
        if (value.IsNull)
        {
            return;
        }
        var mapping = options.MappingOf(line, key);
        if (value.Kind == ValueKind.Map && mapping is not { TakesMap: true })
        {
            var map = value.AsMap();
            if (map.ContainsKey("crs"))
            {
                untyped.AddPoint(line, key);
            }
            foreach (var (inner, nested) in map)
            {
                Add(line, $"{key}.{inner}", nested, depth + 1);
            }
            return;
        }
        if (mapping is not null)
        {
            value = mapping.Apply(key, value);
        }
        else
        {
            untyped.Look(line, key, value);
        }
        line.Properties.Add(new(key, PropertyValues.ToStorable(value)));
    }

    private string Interned(ref Utf8JsonReader reader)
    {
        string name = reader.GetString()!;
        if (_names.TryGetValue(name, out string? known))
        {
            return known;
        }
        if (_names.Count < MaxNames)
        {
            _names.Add(name, name);
        }
        return name;
    }

    private List<string> LabelsOf(ref Utf8JsonReader reader)
    {
        var labels = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            labels.Add(Interned(ref reader));
        }
        return labels;
    }

    private ImportEnd EndOf(ref Utf8JsonReader reader)
    {
        string id = "";
        IReadOnlyList<string> labels = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = reader.ValueTextEquals("id"u8);
            bool isLabels = reader.ValueTextEquals("labels"u8);
            reader.Read();
            if (isId)
            {
                id = IdOf(ref reader);
            }
            else if (isLabels)
            {
                labels = LabelsOf(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
        return new ImportEnd(id, labels);
    }

    private static string IdOf(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number
            ? reader.GetInt64().ToString(CultureInfo.InvariantCulture)
            : reader.GetString() ?? "";
}
