namespace Quiver.Csv;

/// <summary>How a CSV file is written. Delimiter, array delimiter and quote are single, pairwise different bytes.</summary>
public sealed record CsvDialect
{
    /// <summary>The byte between cells.</summary>
    public byte Delimiter { get; init; } = (byte)',';

    /// <summary>The byte between the elements of an array cell.</summary>
    public byte ArrayDelimiter { get; init; } = (byte)';';

    /// <summary>The byte around cells that contain delimiters; doubled inside them.</summary>
    public byte Quote { get; init; } = (byte)'"';

    /// <summary>Whether blanks and tabs around unquoted text and outside quotes are dropped.</summary>
    public bool TrimStrings { get; init; }

    /// <summary>Whether a quoted cell may contain line ends. Costs parallelism: rows can then only be found one after another.</summary>
    public bool MultilineFields { get; init; }

    /// <summary>What is wrong with this dialect, or null.</summary>
    public string? FindProblem()
    {
        if (Delimiter == ArrayDelimiter)
        {
            return Clash(Delimiter, "the array delimiter", "the delimiter");
        }
        if (Quote == Delimiter)
        {
            return Clash(Quote, "the quote", "the delimiter");
        }
        if (Quote == ArrayDelimiter)
        {
            return Clash(Quote, "the quote", "the array delimiter");
        }
        foreach (byte special in (ReadOnlySpan<byte>)[Delimiter, ArrayDelimiter, Quote])
        {
            if (special is (byte)'\n' or (byte)'\r' or >= 0x80)
            {
                return $"{CsvCharacter.Describe(special)} cannot separate or quote cells: line ends and bytes beyond ASCII are taken.";
            }
        }
        return null;
    }

    private static string Clash(byte character, string first, string second) =>
        $"{CsvCharacter.Describe(character)} is given both as {first} and as {second}; they must differ.";
}
