using System.Text;
using Quiver.Csv.Encodings;
using Quiver.Csv.Kernels;

namespace Quiver.Csv;

/// <summary>How a CSV file is written. Delimiter, array delimiter and quote are pairwise different characters.</summary>
/// <remarks>
/// The scans look for single bytes. A delimiter or quote beyond ASCII is replaced, while the file is read, by a byte that never occurs in UTF-8, and put back
/// where it turns out to be content (<see cref="WideCharacters"/>).
/// </remarks>
public sealed record CsvDialect
{
    /// <summary>The character between cells.</summary>
    public CsvCharacter Delimiter { get; init; } = ',';

    /// <summary>The character between the elements of an array cell.</summary>
    public CsvCharacter ArrayDelimiter { get; init; } = ';';

    /// <summary>The character around cells that contain delimiters; doubled inside them.</summary>
    public CsvCharacter Quote { get; init; } = '"';

    /// <summary>Whether blanks around unquoted text and outside quotes are dropped.</summary>
    public bool TrimStrings { get; init; }

    /// <summary>Whether a quoted cell may contain line ends.</summary>
    public bool MultilineFields { get; init; }

    /// <summary>Whether a backslash before a quote or a backslash inside quotes stands for that character.</summary>
    public bool LegacyStyleQuoting { get; init; }

    /// <summary>How the text of files is encoded that begin with no byte order mark.</summary>
    public TextEncoding Encoding { get; init; } = TextEncoding.Utf8;

    /// <summary>The byte that opens and closes quoted cells in the text of blocks.</summary>
    public byte QuoteByte => Quote.IsAscii ? (byte)Quote.Rune.Value : WideCharacters.QuoteByte;

    /// <summary>The byte between cells in the text of blocks.</summary>
    internal byte DelimiterByte =>
        Delimiter.IsAscii ? (byte)Delimiter.Rune.Value : WideCharacters.DelimiterByte;

    /// <summary>Whether delimiter or quote is more than a byte.</summary>
    internal bool IsWide => !Delimiter.IsAscii || !Quote.IsAscii;

    internal ScanRules ScanRules =>
        new(DelimiterByte, QuoteByte, TrimStrings, MultilineFields, LegacyStyleQuoting);

    /// <summary>Whether rows can be cut into cells, whatever else is wrong with this dialect.</summary>
    public bool CanCutRows =>
        Delimiter != Quote
        && !EndsRow(Delimiter)
        && !EndsRow(Quote)
        && !(LegacyStyleQuoting && Quote == '\\');

    /// <summary>What is wrong with this dialect, as whole sentences.</summary>
    public IEnumerable<string> FindProblems()
    {
        if (Delimiter == ArrayDelimiter)
        {
            yield return Clash(Delimiter, "the array delimiter", "the delimiter")
                + DefaultOfDelimiter()
                + DefaultOfArrayDelimiter();
        }
        if (Quote == Delimiter)
        {
            yield return Clash(Quote, "the quote", "the delimiter") + DefaultOfDelimiter();
        }
        else if (Quote == ArrayDelimiter)
        {
            yield return Clash(Quote, "the quote", "the array delimiter")
                + DefaultOfArrayDelimiter();
        }
        if (EndsRow(Delimiter))
        {
            yield return EndsRowProblem(Delimiter);
        }
        if (EndsRow(ArrayDelimiter) && ArrayDelimiter != Delimiter)
        {
            yield return EndsRowProblem(ArrayDelimiter);
        }
        if (EndsRow(Quote) && Quote != Delimiter && Quote != ArrayDelimiter)
        {
            yield return EndsRowProblem(Quote);
        }
        if (LegacyStyleQuoting && Quote == '\\')
        {
            yield return "The quote cannot be a backslash with --legacy-style-quoting, which gives the backslash another meaning.";
        }
        if (TrimStrings && Rune.IsWhiteSpace(Quote.Rune))
        {
            yield return "The quote cannot be a blank with --trim-strings, which drops blanks.";
        }
    }

    private static bool EndsRow(CsvCharacter character) => character.Rune.Value is '\n' or '\r';

    private static string EndsRowProblem(CsvCharacter character) =>
        $"{CsvCharacter.Describe(character)} cannot separate or quote cells: it ends a row.";

    private static string Clash(CsvCharacter character, string first, string second) =>
        $"{CsvCharacter.Describe(character)} is both {first} and {second}; they must differ.";

    /// <summary>Of two that are alike one may be what nobody has given: says where it comes from, and how to change it.</summary>
    private string DefaultOfDelimiter() =>
        Delimiter == ',' ? " The delimiter is ',' unless --delimiter names another." : "";

    private string DefaultOfArrayDelimiter() =>
        ArrayDelimiter == ';'
            ? " The array delimiter is ';' unless --array-delimiter names another, as in --array-delimiter='|'."
            : "";
}
