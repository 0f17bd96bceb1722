using System.Diagnostics;
using System.Text;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Temporal;

/// <summary>Reads temporal values from text, or fails the query.</summary>
internal static class TemporalReader
{
    /// <summary>The value of a kind that a text says.</summary>
    public static Value Read(ValueKind kind, ReadOnlySpan<byte> text, TemporalZone zone)
    {
        TemporalProblem problem;
        switch (kind)
        {
            case ValueKind.Date:
                if (TemporalParser.TryParse(text, out LocalDate date, out problem))
                {
                    return Value.Date(date);
                }
                break;
            case ValueKind.LocalTime:
                if (TemporalParser.TryParse(text, out LocalTime time, out problem))
                {
                    return Value.LocalTime(time);
                }
                break;
            case ValueKind.ZonedTime:
                if (
                    TemporalParser.TryParse(
                        text,
                        zone.OffsetSeconds,
                        out var zonedTime,
                        out problem
                    )
                )
                {
                    return Value.ZonedTime(zonedTime);
                }
                break;
            case ValueKind.LocalDateTime:
                if (TemporalParser.TryParse(text, out LocalDateTime local, out problem))
                {
                    return Value.LocalDateTime(local);
                }
                break;
            case ValueKind.ZonedDateTime:
                if (TemporalParser.TryParse(text, zone, out var zoned, out problem))
                {
                    return Value.ZonedDateTime(zoned);
                }
                break;
            case ValueKind.Duration:
                if (TemporalParser.TryParse(text, out Duration duration, out problem))
                {
                    return Value.Duration(duration);
                }
                break;
            default:
                throw new UnreachableException();
        }
        throw TemporalErrors.Unparsable(kind, Encoding.UTF8.GetString(text), problem);
    }
}
