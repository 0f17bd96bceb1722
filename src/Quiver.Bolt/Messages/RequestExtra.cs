using Quiver.Bolt.Session;
using Quiver.Model.Values;

namespace Quiver.Bolt.Messages;

/// <summary>Reads the optional entries of a request's extra map. Unknown keys are ignored everywhere.</summary>
internal static class RequestExtra
{
    /// <summary>A text entry, or null when absent or null.</summary>
    public static string? Text(MapValue extra, string key) =>
        !extra.TryGetValue(key, out var value) || value.IsNull ? null
        : value.Kind == ValueKind.String ? value.AsString()
        : throw BoltErrors.InvalidRequest($"The entry '{key}' must be a string.");

    /// <summary>An integer entry, or null when absent or null.</summary>
    public static long? Integer(MapValue extra, string key) =>
        !extra.TryGetValue(key, out var value) || value.IsNull ? null
        : value.Kind == ValueKind.Integer ? value.AsInteger()
        : throw BoltErrors.InvalidRequest($"The entry '{key}' must be an integer.");

    /// <summary>A list of texts; empty when absent or null.</summary>
    public static IReadOnlyList<string> Texts(MapValue extra, string key)
    {
        if (!extra.TryGetValue(key, out var value) || value.IsNull)
        {
            return [];
        }
        if (value.Kind != ValueKind.List)
        {
            throw BoltErrors.InvalidRequest($"The entry '{key}' must be a list of strings.");
        }
        var texts = new List<string>(value.AsList().Count);
        foreach (var element in value.AsList())
        {
            if (element.Kind != ValueKind.String)
            {
                throw BoltErrors.InvalidRequest($"The entry '{key}' must be a list of strings.");
            }
            texts.Add(element.AsString());
        }
        return texts;
    }

    /// <summary>A map entry; empty when absent or null.</summary>
    public static MapValue Map(MapValue extra, string key) =>
        !extra.TryGetValue(key, out var value) || value.IsNull ? MapValue.Empty
        : value.Kind == ValueKind.Map ? value.AsMap()
        : throw BoltErrors.InvalidRequest($"The entry '{key}' must be a map.");
}
