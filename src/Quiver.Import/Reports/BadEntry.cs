using System.Text.Json;
using Quiver.Csv;

namespace Quiver.Import.Reports;

/// <summary>An entry that is left out or fails the import, and why.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Row">The row's text, possibly cut.</param>
/// <param name="Reason">What is wrong, as a sentence; without its middle where it is very long.</param>
internal sealed record BadEntry(BadEntryKind Kind, CsvPosition Position, string Row, string Reason)
{
    /// <summary>Characters of a reason at its beginning and at its end that are kept: an identifier may have megabytes.</summary>
    private const int MostOfEitherEnd = 500;

    /// <summary>Reads a line of the report.</summary>
    public static BadEntry Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        var json = JsonElement.ParseValue(ref reader);
        var position = new CsvPosition(
            json.GetProperty("source").GetString()!,
            json.GetProperty("line").GetInt64(),
            json.GetProperty("column").GetInt64()
        );
        return new BadEntry(
            Enum.Parse<BadEntryKind>(json.GetProperty("problem").GetString()!),
            position,
            json.GetProperty("row").GetString()!,
            Shorten(json.GetProperty("message").GetString()!)
        );
    }

    private static string Shorten(string reason)
    {
        if (reason.Length <= 2 * MostOfEitherEnd)
        {
            return reason;
        }
        int begin = MostOfEitherEnd - (char.IsLowSurrogate(reason[MostOfEitherEnd]) ? 1 : 0);
        int end = reason.Length - MostOfEitherEnd;
        end += char.IsLowSurrogate(reason[end]) ? 1 : 0;
        return $"{reason[..begin]} … {reason[end..]}";
    }
}
