namespace Quiver.Cli.CommandLine;

/// <summary>A command line taken apart.</summary>
internal sealed class ParsedArguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>The bare words.</summary>
    public List<string> Positionals { get; } = [];

    /// <summary>Options in the order given, by their main name, for what depends on order.</summary>
    public List<KeyValuePair<string, string>> InOrder { get; } = [];

    /// <summary>Whether an option was given.</summary>
    public bool Has(string option) => _values.ContainsKey(option);

    /// <summary>Adds a value of an option.</summary>
    public void Add(string option, string value)
    {
        if (!_values.TryGetValue(option, out var list))
        {
            _values.Add(option, list = []);
        }
        list.Add(value);
        InOrder.Add(new(option, value));
    }

    /// <summary>The last value of an option, or null.</summary>
    public string? Last(string option) =>
        _values.TryGetValue(option, out var list) ? list[^1] : null;

    /// <summary>All values of an option.</summary>
    public IReadOnlyList<string> All(string option) =>
        _values.TryGetValue(option, out var list) ? list : [];

    /// <summary>A switch: absent means the default, bare means true.</summary>
    public bool Switch(string option, bool defaultValue = false) =>
        Last(option) is { } text
            ? text.ToUpperInvariant() switch
            {
                "TRUE" => true,
                "FALSE" => false,
                _ => throw UsageErrors.NotABoolean(option, text),
            }
            : defaultValue;

    /// <summary>A whole number.</summary>
    public long Integer(string option, long defaultValue, long minimum, long maximum)
    {
        if (Last(option) is not { } text)
        {
            return defaultValue;
        }
        return long.TryParse(text, out long value) && value >= minimum && value <= maximum
            ? value
            : throw UsageErrors.NotAnInteger(option, text, minimum, maximum);
    }
}
