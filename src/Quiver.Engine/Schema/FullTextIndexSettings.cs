using Quiver.Model.Values;
using Quiver.Storage.FullText;

namespace Quiver.Engine.Schema;

/// <summary>The configuration of full-text indexes. Changes are always found with their commit, whatever it says of that.</summary>
internal static class FullTextIndexSettings
{
    /// <summary>Whether there is such a setting.</summary>
    public static bool IsKnown(string key) =>
        key is FullTextConfiguration.Analyzer or FullTextConfiguration.EventuallyConsistent;

    /// <summary>The options with a whole configuration: what is not said is as usual.</summary>
    /// <exception cref="Model.Status.CypherException">A setting has a value that it cannot have.</exception>
    public static MapValue Complete(MapValue options)
    {
        var given =
            options.TryGetValue("indexConfig", out var value) && value.Kind == ValueKind.Map
                ? value.AsMap()
                : MapValue.Empty;
        List<KeyValuePair<string, Value>> completed =
        [
            .. options.Where(static o => o.Key != "indexConfig"),
            new(
                "indexConfig",
                Value.Map(
                    new MapValue([
                        new(FullTextConfiguration.Analyzer, Analyzer(given)),
                        new(FullTextConfiguration.EventuallyConsistent, Consistency(given)),
                    ])
                )
            ),
        ];
        return new MapValue(completed);
    }

    private static Value Analyzer(MapValue given)
    {
        if (!given.TryGetValue(FullTextConfiguration.Analyzer, out var value))
        {
            return Value.String(TextAnalyzers.Default.Name);
        }
        bool isKnown =
            value.Kind == ValueKind.String && TextAnalyzers.Find(value.AsString()) is not null;
        return isKnown
            ? value
            : throw SchemaCommandErrors.WrongSetting(
                FullTextConfiguration.Analyzer,
                value,
                $"one of {string.Join(", ", TextAnalyzers.All.Select(static a => $"'{a.Name}'"))}"
            );
    }

    private static Value Consistency(MapValue given) =>
        !given.TryGetValue(FullTextConfiguration.EventuallyConsistent, out var value) ? Value.False
        : value.Kind == ValueKind.Boolean ? value
        : throw SchemaCommandErrors.WrongSetting(
            FullTextConfiguration.EventuallyConsistent,
            value,
            "true or false"
        );
}
