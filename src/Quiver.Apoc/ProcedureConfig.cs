using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning.Notifications;
using Quiver.Model.Values;

namespace Quiver.Apoc;

/// <summary>The options that a call passes as a map. What it does not name has its default; of a name that nobody knows the client is told, since it is most often mistyped.</summary>
internal sealed class ProcedureConfig
{
    private readonly MapValue _map;

    /// <summary>Checks the names.</summary>
    /// <param name="procedure">Whose options they are.</param>
    /// <param name="call">The call.</param>
    /// <param name="config">The map; null for none.</param>
    /// <param name="known">The names that there are.</param>
    public ProcedureConfig(
        string procedure,
        ProcedureInvocation call,
        Value config,
        IReadOnlyList<string> known
    )
    {
        _map = config.IsNull ? MapValue.Empty : config.AsMap();
        foreach (string name in _map.Keys)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                call.Notify(
                    ProcedureNotifications.Warning(
                        procedure,
                        $"There is no option '{name}'. The options are {string.Join(", ", known)}."
                    )
                );
            }
        }
    }

    /// <summary>A switch; text counts, too.</summary>
    public bool Boolean(string name, bool fallback)
    {
        if (!TryGet(name, out var value))
        {
            return fallback;
        }
        if (value.Kind == ValueKind.Boolean)
        {
            return value.AsBoolean();
        }
        return value.Kind == ValueKind.String && bool.TryParse(value.AsString(), out bool parsed)
            ? parsed
            : throw ApocErrors.WrongOption(name, "true or false");
    }

    /// <summary>A whole number from a least one on.</summary>
    public int Count(string name, int fallback, int least = 1) =>
        !TryGet(name, out var value) ? fallback
        : ProcedureArguments.TryWhole(value, out long number)
        && number >= least
        && number <= int.MaxValue
            ? (int)number
        : throw ApocErrors.WrongOption(name, $"a whole number from {least} on");

    /// <summary>A text.</summary>
    public string Text(string name, string fallback) =>
        !TryGet(name, out var value) ? fallback
        : value.Kind == ValueKind.String ? value.AsString()
        : throw ApocErrors.WrongOption(name, "text");

    /// <summary>A map; empty when it is not given.</summary>
    public MapValue Map(string name) =>
        !TryGet(name, out var value) ? MapValue.Empty
        : value.Kind == ValueKind.Map ? value.AsMap()
        : throw ApocErrors.WrongOption(name, "a map");

    /// <summary>A list of texts; a single text is one of one; empty when it is not given.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (!TryGet(name, out var value))
        {
            return [];
        }
        if (value.Kind == ValueKind.String)
        {
            return [value.AsString()];
        }
        if (value.Kind != ValueKind.List)
        {
            throw ApocErrors.WrongOption(name, "a list of texts");
        }
        var texts = new List<string>();
        foreach (var element in value.AsList().AsSpan())
        {
            texts.Add(
                element.Kind == ValueKind.String
                    ? element.AsString()
                    : throw ApocErrors.WrongOption(name, "a list of texts")
            );
        }
        return texts;
    }

    /// <summary>The elements of a list; a single value is one of one; none when it is not given.</summary>
    public ReadOnlySpan<Value> Values(string name) =>
        !TryGet(name, out var value) ? []
        : value.Kind == ValueKind.List ? value.AsList().AsSpan()
        : new[] { value };

    /// <summary>One of several words, in any case.</summary>
    public string Choice(string name, string fallback, params IReadOnlyList<string> choices)
    {
        string text = Text(name, fallback);
        return choices.FirstOrDefault(c => c.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw ApocErrors.WrongOption(name, "one of " + string.Join(", ", choices));
    }

    private bool TryGet(string name, out Value value) =>
        _map.TryGetValue(name, out value) && !value.IsNull;
}
