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

    /// <summary>What is wrong with the line, as whole sentences. What a mistyped option has is kept under the name that it was probably meant to have.</summary>
    public List<string> Mistakes { get; } = [];

    /// <summary>Whether bare words stood behind an option that nobody knows, so that they may be its or not.</summary>
    public bool HasLostWords { get; set; }

    /// <summary>Whether labels or a type were given as 3.5 has it, behind a colon on the option's name.</summary>
    public bool HasNamesOnOptions { get; set; }

    /// <summary>The names and aliases of options as they were typed.</summary>
    public HashSet<string> Spellings { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether an option was given.</summary>
    public bool Has(string option) => _values.ContainsKey(option);

    /// <summary>Whether an option was given under one of its names, and not only mistyped.</summary>
    public bool WasTyped(OptionDefinition option) =>
        Spellings.Contains(option.Name) || Spellings.Overlaps(option.Aliases);

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
