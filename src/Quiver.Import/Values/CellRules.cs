using Quiver.Csv;
using Quiver.Model.Temporal;

namespace Quiver.Import.Values;

/// <summary>What decides how a cell's bytes become its content.</summary>
/// <param name="Quote">The byte around quoted cells.</param>
/// <param name="LegacyStyleQuoting">Whether a backslash before a quote or a backslash inside quotes stands for that.</param>
/// <param name="ArrayDelimiter">The bytes between the elements of an array.</param>
/// <param name="TrimStrings">Whether blanks around text are dropped.</param>
/// <param name="IgnoreEmptyStrings">Whether a quoted empty cell means no value.</param>
internal readonly record struct CellRules(
    byte Quote,
    bool LegacyStyleQuoting,
    byte[] ArrayDelimiter,
    bool TrimStrings,
    bool IgnoreEmptyStrings
)
{
    /// <summary>The character between the coordinates of a vector.</summary>
    public CsvCharacter VectorDelimiter { get; init; } = ';';

    /// <summary>The zone of times for which neither cell nor header name one.</summary>
    public TemporalZone DefaultZone { get; init; } = TemporalZone.Utc;

    /// <summary>When the import began, in seconds since 1970-01-01T00:00Z: a named zone's offset then is that of its times of day.</summary>
    public long StartSecond { get; init; }
}
