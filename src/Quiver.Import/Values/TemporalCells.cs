using Quiver.Import.Headers;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Import.Values;

/// <summary>Reads one temporal value of a type in all of Cypher's literal forms.</summary>
/// <param name="type">The type.</param>
/// <param name="zone">The zone of times that name none.</param>
/// <param name="timeOffsetSeconds">The offset of times of day, where a named zone has none of its own.</param>
internal sealed class TemporalCells(PropertyType type, TemporalZone zone, int timeOffsetSeconds)
    : ValueCells
{
    public override bool TryRead(ReadOnlySpan<byte> content, out Value value, out string problem)
    {
        bool isRead = TryRead(content, out value, out TemporalProblem reason);
        problem = reason switch
        {
            TemporalProblem.None => "",
            TemporalProblem.Range =>
                $"is not a {PropertyTypes.NameOf(type)}: a part of it is out of range",
            TemporalProblem.UnknownZone =>
                $"names a time zone that the tz database of this machine does not have{TimeZones.LackHint}",
            TemporalProblem.NamedZoneInTime => "names a time zone, where only an offset can stand",
            TemporalProblem.OffsetNotOfZone =>
                "gives an offset that its time zone does not have then",
            _ => $"is not a {PropertyTypes.NameOf(type)}",
        };
        return isRead;
    }

    private bool TryRead(ReadOnlySpan<byte> content, out Value value, out TemporalProblem problem)
    {
        value = default;
        switch (type)
        {
            case PropertyType.Date:
                if (TemporalParser.TryParse(content, out LocalDate date, out problem))
                {
                    value = Value.Date(date);
                    return true;
                }
                return false;
            case PropertyType.LocalTime:
                if (TemporalParser.TryParse(content, out LocalTime localTime, out problem))
                {
                    value = Value.LocalTime(localTime);
                    return true;
                }
                return false;
            case PropertyType.Time:
                if (
                    TemporalParser.TryParse(
                        content,
                        timeOffsetSeconds,
                        out ZonedTime time,
                        out problem
                    )
                )
                {
                    value = Value.ZonedTime(time);
                    return true;
                }
                return false;
            case PropertyType.LocalDateTime:
                if (TemporalParser.TryParse(content, out LocalDateTime local, out problem))
                {
                    value = Value.LocalDateTime(local);
                    return true;
                }
                return false;
            case PropertyType.DateTime:
                if (TemporalParser.TryParse(content, zone, out ZonedDateTime zoned, out problem))
                {
                    value = Value.ZonedDateTime(zoned);
                    return true;
                }
                return false;
            default:
                if (TemporalParser.TryParse(content, out Duration duration, out problem))
                {
                    value = Value.Duration(duration);
                    return true;
                }
                return false;
        }
    }
}
