using Quiver.Model.Values;
using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>Makes dates and times from maps and from each other, as the functions date(), localtime(), time(), localdatetime() and datetime() do.</summary>
/// <remarks>
/// A field needs all coarser ones unless a base value (<c>date</c>, <c>time</c>, <c>datetime</c>) gives them. A base with an offset or
/// zone keeps its instant when <c>timezone</c> names another. A null field makes the result null. The user's mistakes
/// are thrown as <see cref="Status.CypherException"/>.
/// </remarks>
public static class TemporalBuilder
{
    /// <summary>Makes a value of a kind from a map.</summary>
    /// <param name="kind">Date, LocalTime, ZonedTime, LocalDateTime or ZonedDateTime.</param>
    /// <param name="map">The fields.</param>
    /// <param name="defaultZone">The zone where the map names none and needs one.</param>
    public static Value Build(ValueKind kind, MapValue map, TemporalZone defaultZone)
    {
        var fields = new TemporalFields(map);
        return fields.HasNull ? Value.Null : Build(kind, fields, defaultZone);
    }

    /// <summary>Makes a value of a kind from a temporal value of the same or another kind.</summary>
    public static Value Convert(ValueKind kind, Value temporal, TemporalZone defaultZone)
    {
        var fields = new TemporalFields(MapValue.Empty)
        {
            DateBase = temporal,
            TimeBase = temporal,
        };
        if (
            !TemporalParts.HasTime(temporal)
            && kind is ValueKind.LocalDateTime or ValueKind.ZonedDateTime
        )
        {
            fields.TimeBase = Value.Null;
        }
        return Build(kind, fields, defaultZone);
    }

    /// <summary>Cuts a temporal value to a unit, makes it a value of a kind, and sets the fields of the map, which are finer than the unit.</summary>
    public static Value Truncate(
        ValueKind kind,
        TemporalUnit unit,
        Value temporal,
        MapValue overrides,
        TemporalZone defaultZone
    )
    {
        var fields = new TemporalFields(overrides);
        bool needsDate = kind is not (ValueKind.LocalTime or ValueKind.ZonedTime);
        bool needsTime = kind != ValueKind.Date;
        bool isApplicable =
            (needsDate || unit.IsTimeUnit())
            && (needsTime || unit.IsDateUnit())
            && (unit.IsDateUnit() || TemporalParts.HasTime(temporal));
        if (!isApplicable)
        {
            throw TemporalErrors.UnitNotApplicable(unit, kind);
        }
        if (fields.HasNull)
        {
            return Value.Null;
        }
        var date = needsDate ? TruncateDate(temporal, unit, kind) : default;
        var time = TemporalParts.HasTime(temporal)
            ? TemporalParts.Time(temporal).Truncate(unit)
            : default;
        var zone = fields.Zone ?? TemporalParts.Zone(temporal) ?? defaultZone;
        fields.DateBase = Value.Date(date);
        fields.TimeBase = Value.LocalTime(time);
        return Assemble(kind, fields, zone, keepsFraction: unit > TemporalUnit.Second);
    }

    private static LocalDate TruncateDate(Value temporal, TemporalUnit unit, ValueKind kind) =>
        TemporalParts.Date(temporal).TryTruncate(unit, out var date)
            ? date
            : throw TemporalErrors.Overflow(kind);

    private static Value Build(ValueKind kind, TemporalFields fields, TemporalZone defaultZone)
    {
        if (
            fields.FirstNameIn(TemporalField.EpochSeconds, TemporalField.EpochMillis)
            is string epoch
        )
        {
            return kind == ValueKind.ZonedDateTime
                ? Value.ZonedDateTime(FromEpoch(fields, fields.Zone ?? defaultZone))
                : throw TemporalErrors.FieldNotApplicable(epoch, kind);
        }
        var baseZone = TemporalParts.Zone(fields.TimeBase);
        if (kind is ValueKind.ZonedTime or ValueKind.ZonedDateTime)
        {
            var value = Assemble(kind, fields, baseZone ?? fields.Zone ?? defaultZone, false);
            return baseZone is not null && fields.Zone is TemporalZone zone
                ? Move(value, zone)
                : value;
        }
        if (fields.Zone is not null)
        {
            throw TemporalErrors.FieldNotApplicable("timezone", kind);
        }
        return Assemble(kind, fields, defaultZone, false);
    }

    private static Value Move(Value value, TemporalZone zone)
    {
        if (value.Kind == ValueKind.ZonedDateTime)
        {
            return Value.ZonedDateTime(value.AsZonedDateTime().AtSameInstant(zone));
        }
        return Value.ZonedTime(value.AsZonedTime().AtSameInstant(OffsetOfTime(zone)));
    }

    private static Value Assemble(
        ValueKind kind,
        TemporalFields fields,
        TemporalZone zone,
        bool keepsFraction
    )
    {
        switch (kind)
        {
            case ValueKind.Date:
                Refuse(fields, TemporalField.Hour, TemporalField.Nanosecond, kind);
                return Value.Date(TemporalParts.BuildDate(fields, kind));
            case ValueKind.LocalTime:
                Refuse(fields, TemporalField.Year, TemporalField.OrdinalDay, kind);
                return Value.LocalTime(TemporalParts.BuildTime(fields, kind, keepsFraction));
            case ValueKind.ZonedTime:
                Refuse(fields, TemporalField.Year, TemporalField.OrdinalDay, kind);
                var time = TemporalParts.BuildTime(fields, kind, keepsFraction);
                return Value.ZonedTime(new(time, TimeOffset(fields.TimeBase, zone)));
            case ValueKind.LocalDateTime:
                return Value.LocalDateTime(BuildDateTime(fields, kind, keepsFraction));
            default:
                var local = BuildDateTime(fields, kind, keepsFraction);
                int? offset = OffsetOf(fields.TimeBase);
                return Value.ZonedDateTime(ZonedDateTime.FromLocal(local, zone, offset));
        }
    }

    private static LocalDateTime BuildDateTime(
        TemporalFields fields,
        ValueKind kind,
        bool keepsFraction
    )
    {
        if (fields.DateBase.IsNull && fields.Has(TemporalField.Hour))
        {
            RequireWholeDate(fields);
        }
        var date = TemporalParts.BuildDate(fields, kind);
        return new(date, TemporalParts.BuildTime(fields, kind, keepsFraction));
    }

    private static void RequireWholeDate(TemporalFields fields)
    {
        bool isWhole =
            fields.Has(TemporalField.Day)
            || fields.Has(TemporalField.DayOfWeek)
            || fields.Has(TemporalField.DayOfQuarter)
            || fields.Has(TemporalField.OrdinalDay);
        if (!isWhole)
        {
            throw TemporalErrors.FieldNeedsCoarser("hour", "day");
        }
    }

    private static void Refuse(
        TemporalFields fields,
        TemporalField from,
        TemporalField to,
        ValueKind kind
    )
    {
        if (fields.FirstNameIn(from, to) is string name)
        {
            throw TemporalErrors.FieldNotApplicable(name, kind);
        }
    }

    private static int? OffsetOf(Value value) =>
        value.Kind == ValueKind.ZonedDateTime ? value.AsZonedDateTime().OffsetSeconds : null;

    // A time taken from a date-time in a named zone has the offset that held then.
    private static int TimeOffset(Value timeBase, TemporalZone zone) =>
        zone.Name is not null && OffsetOf(timeBase) is int offset ? offset : OffsetOfTime(zone);

    private static int OffsetOfTime(TemporalZone zone) =>
        zone.Name is null
            ? zone.OffsetSeconds
            : throw TemporalErrors.InvalidZone(zone.Name, TemporalProblem.NamedZoneInTime);

    private static ZonedDateTime FromEpoch(TemporalFields fields, TemporalZone zone)
    {
        string? other = fields.FirstNameIn(TemporalField.Year, TemporalField.Second);
        bool isMillis = fields.Has(TemporalField.EpochMillis);
        if (isMillis && fields.Has(TemporalField.EpochSeconds))
        {
            other = TemporalFields.NameOf(TemporalField.EpochSeconds);
        }
        if (isMillis && fields.Has(TemporalField.Millisecond))
        {
            other = TemporalFields.NameOf(TemporalField.Millisecond);
        }
        if (other is not null)
        {
            throw TemporalErrors.FieldNotApplicable(other, ValueKind.ZonedDateTime);
        }
        long fraction = TemporalParts.BuildFraction(fields, isMillis) ?? 0;
        long millis = fields[TemporalField.EpochMillis] ?? 0;
        long second = isMillis
            ? Calendar.FloorDivide(millis, 1000)
            : fields[TemporalField.EpochSeconds]!.Value;
        long nanosecond = fraction + Calendar.FloorModulo(millis, 1000) * 1_000_000;
        return TryFromEpoch(second, nanosecond, zone, out var dateTime)
            ? dateTime
            : throw TemporalErrors.OutOfRange(ValueKind.ZonedDateTime);
    }

    /// <summary>The instant so many seconds and nanoseconds (of any amount) after the epoch, in a zone; false when outside the supported years.</summary>
    public static bool TryFromEpoch(
        long second,
        long nanosecond,
        TemporalZone zone,
        out ZonedDateTime dateTime
    )
    {
        dateTime = default;
        var total = (Int128)second + Calendar.FloorDivide(nanosecond, NanosecondsPerSecond);
        if (total < MinEpochSecond || total > MaxEpochSecond)
        {
            return false;
        }
        int rest = (int)Calendar.FloorModulo(nanosecond, NanosecondsPerSecond);
        dateTime = ZonedDateTime.FromInstant((long)total, rest, zone);
        return LocalDateTime.TryCreate((long)total + dateTime.OffsetSeconds, rest, out _);
    }
}
