using System.Text;
using Quiver.Model.Values;

namespace Quiver.Model.Temporal;

/// <summary>The contents of a map such as <c>{year: 1984, week: 10, timezone: '+01:00'}</c>, checked for names and types only.</summary>
internal sealed class TemporalFields
{
    private static readonly string[] Names =
    [
        "year",
        "quarter",
        "dayOfQuarter",
        "month",
        "day",
        "week",
        "dayOfWeek",
        "ordinalDay",
        "hour",
        "minute",
        "second",
        "millisecond",
        "microsecond",
        "nanosecond",
        "epochSeconds",
        "epochMillis",
    ];

    private readonly long?[] _numbers = new long?[Names.Length];

    internal TemporalFields(MapValue map)
    {
        foreach (ref readonly var entry in map.AsSpan())
        {
            if (entry.Value.IsNull)
            {
                HasNull = true;
            }
            else
            {
                Set(entry.Key, entry.Value);
            }
        }
    }

    /// <summary>Whether some field is null, which makes the whole value null.</summary>
    internal bool HasNull { get; private set; }

    /// <summary>The value that the date is taken from, or null.</summary>
    internal Value DateBase { get; set; }

    /// <summary>The value that the time is taken from, or null.</summary>
    internal Value TimeBase { get; set; }

    internal TemporalZone? Zone { get; private set; }

    internal long? this[TemporalField field] => _numbers[(int)field];

    internal bool Has(TemporalField field) => _numbers[(int)field] is not null;

    /// <summary>The first of a range of fields that is given, or null.</summary>
    internal string? FirstNameIn(TemporalField from, TemporalField to)
    {
        for (var field = from; field <= to; field++)
        {
            if (Has(field))
            {
                return NameOf(field);
            }
        }
        return null;
    }

    internal static string NameOf(TemporalField field) => Names[(int)field];

    private void Set(string name, Value value)
    {
        switch (name)
        {
            case "date":
                DateBase = Instant(name, value);
                break;
            case "time":
                TimeBase = Instant(name, value);
                break;
            case "datetime":
                DateBase = Instant(name, value);
                TimeBase = value;
                break;
            case "timezone":
                Zone = ReadZone(name, value);
                break;
            default:
                SetNumber(name, value);
                break;
        }
    }

    private void SetNumber(string name, Value value)
    {
        int index = Array.IndexOf(Names, name);
        if (index < 0)
        {
            throw TemporalErrors.UnknownField(name);
        }
        if (value.Kind != ValueKind.Integer)
        {
            throw TemporalErrors.FieldOfWrongType(name, "an integer", value);
        }
        _numbers[index] = value.AsInteger();
    }

    private static Value Instant(string name, Value value) =>
        value.Kind
            is ValueKind.Date
                or ValueKind.LocalTime
                or ValueKind.ZonedTime
                or ValueKind.LocalDateTime
                or ValueKind.ZonedDateTime
            ? value
            : throw TemporalErrors.FieldOfWrongType(name, "a date or time", value);

    private static TemporalZone ReadZone(string name, Value value)
    {
        if (value.Kind != ValueKind.String)
        {
            throw TemporalErrors.FieldOfWrongType(name, "text", value);
        }
        var utf8 = value.AsUtf8();
        return TemporalZone.TryParse(utf8, out var zone, out var problem)
            ? zone
            : throw TemporalErrors.InvalidZone(Encoding.UTF8.GetString(utf8), problem);
    }
}
