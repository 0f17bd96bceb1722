using System.Globalization;
using Quiver.Apoc.Import;
using Quiver.Model.Values;

namespace Quiver.Apoc.Load;

/// <summary>What the cells of one column become.</summary>
internal sealed class CsvColumnMapping
{
    private readonly string _column;
    private readonly string _type;
    private readonly PropertyMapping? _temporal;
    private readonly bool _isArray;
    private readonly string _separator;

    /// <summary>Reads a mapping.</summary>
    /// <param name="column">The column.</param>
    /// <param name="mapping">Its map: type, array, arraySep, name, ignore.</param>
    /// <param name="separator">What separates elements unless it says so.</param>
    public CsvColumnMapping(string column, Value mapping, string separator)
    {
        if (mapping.Kind != ValueKind.Map)
        {
            throw ApocErrors.WrongOption("mapping", "a map of maps: {column: {type: 'int'}}");
        }
        var map = mapping.AsMap();
        _column = column;
        Name = Text(map, "name") ?? column;
        _type = (Text(map, "type") ?? "string").ToUpperInvariant();
        _separator = Text(map, "arraySep") ?? separator;
        _isArray = IsTrue(map, "array");
        IsIgnored = IsTrue(map, "ignore");
        if (
            _type
            is not ("STRING" or "INT" or "INTEGER" or "LONG" or "FLOAT" or "DOUBLE" or "BOOLEAN")
        )
        {
            _temporal = PropertyMapping.Of(column, _type);
        }
    }

    /// <summary>The name in the map.</summary>
    public string Name { get; }

    /// <summary>Whether the column is left out.</summary>
    public bool IsIgnored { get; }

    /// <summary>A cell as a value.</summary>
    /// <exception cref="Model.Status.CypherException">It cannot be read as the type.</exception>
    public Value Convert(string text)
    {
        if (!_isArray)
        {
            return One(text);
        }
        string[] parts = text.Length == 0 ? [] : text.Split(_separator);
        return Value.List(Array.ConvertAll(parts, One));
    }

    private Value One(string text)
    {
        switch (_type)
        {
            case "STRING":
                return Value.String(text);
            case "BOOLEAN":
                return bool.TryParse(text, out bool boolean) ? Value.Boolean(boolean) : Wrong(text);
            case "FLOAT" or "DOUBLE":
                return double.TryParse(
                    text,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out double number
                )
                    ? Value.Float(number)
                    : Wrong(text);
            case "INT" or "INTEGER" or "LONG":
                return long.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out long integer
                )
                    ? Value.Integer(integer)
                    : Wrong(text);
            default:
                return _temporal!.Apply(_column, Value.String(text));
        }
    }

    private Value Wrong(string text) => throw ApocErrors.NotOfType(_column, _type, text);

    private static string? Text(MapValue map, string key) =>
        !map.TryGetValue(key, out var value) || value.IsNull ? null
        : value.Kind == ValueKind.String ? value.AsString()
        : throw ApocErrors.WrongOption(key, "text");

    private static bool IsTrue(MapValue map, string key) =>
        map.TryGetValue(key, out var value) && value.Kind == ValueKind.Boolean && value.AsBoolean();
}
