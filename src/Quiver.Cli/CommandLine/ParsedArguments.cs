using System.Globalization;

namespace Quiver.Cli.CommandLine;

/// <summary>A command line taken apart.</summary>
internal sealed class ParsedArguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    /// <summary>The bare words.</summary>
    public List<string> Positionals { get; } = [];

    /// <summary>Words that a greedy option has taken though they may be bare words, in the order typed.</summary>
    public List<SwallowedWord> Swallowed { get; } = [];

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
    }

    /// <summary>Notes that an option's last value may have been meant as a bare word.</summary>
    public void AddSwallowed(string option, string word) =>
        Swallowed.Add(new SwallowedWord(option, word, _values[option].Count - 1));

    /// <summary>Takes a word away from the option that had taken it; afterwards no other word can be released.</summary>
    public void Release(SwallowedWord word)
    {
        _values[word.Option].RemoveAt(word.ValueIndex);
        Swallowed.Clear();
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
            ? bool.TryParse(text, out bool value)
                ? value
                : throw UsageErrors.NotABoolean(option, text)
            : defaultValue;

    /// <summary>A whole number.</summary>
    public long Integer(string option, long defaultValue, long minimum, long maximum)
    {
        if (Last(option) is not { } text)
        {
            return defaultValue;
        }
        return
            long.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out long value
            )
            && value >= minimum
            && value <= maximum
            ? value
            : throw UsageErrors.NotAnInteger(option, text, minimum, maximum);
    }
}
