using System.Text.Json;
using Quiver.Csv;

namespace Quiver.Import.Reports;

/// <summary>An entry that is left out or fails the import, and why.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Row">The row's text, possibly cut.</param>
/// <param name="Reason">What is wrong, as a sentence.</param>
internal sealed record BadEntry(BadEntryKind Kind, CsvPosition Position, string Row, string Reason)
{
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
            json.GetProperty("message").GetString()!
        );
    }
}
