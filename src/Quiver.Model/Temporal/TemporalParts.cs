using Quiver.Model.Values;

namespace Quiver.Model.Temporal;

/// <summary>Takes date, time and zone out of temporal values, and puts dates and times together from fields over a base.</summary>
internal static class TemporalParts
{
    internal static bool HasDate(Value value) =>
        value.Kind is ValueKind.Date or ValueKind.LocalDateTime or ValueKind.ZonedDateTime;

    internal static bool HasTime(Value value) =>
        value.Kind
            is ValueKind.LocalTime
                or ValueKind.ZonedTime
                or ValueKind.LocalDateTime
                or ValueKind.ZonedDateTime;

    internal static LocalDate Date(Value value) =>
        value.Kind switch
        {
            ValueKind.Date => value.AsDate(),
            ValueKind.LocalDateTime => value.AsLocalDateTime().Date,
            ValueKind.ZonedDateTime => value.AsZonedDateTime().Local.Date,
            _ => throw TemporalErrors.CannotProject(value.Kind, "date"),
        };

    internal static LocalTime Time(Value value) =>
        value.Kind switch
        {
            ValueKind.LocalTime => value.AsLocalTime(),
            ValueKind.ZonedTime => value.AsZonedTime().Time,
            ValueKind.LocalDateTime => value.AsLocalDateTime().Time,
            ValueKind.ZonedDateTime => value.AsZonedDateTime().Local.Time,
            _ => throw TemporalErrors.CannotProject(value.Kind, "time"),
        };

    internal static TemporalZone? Zone(Value value) =>
        value.Kind switch
        {
            ValueKind.ZonedTime => new TemporalZone(value.AsZonedTime().OffsetSeconds, null),
            ValueKind.ZonedDateTime => value.AsZonedDateTime().TemporalZone,
            _ => null,
        };

    internal static LocalDate BuildDate(TemporalFields fields, ValueKind kind)
    {
        LocalDate? start = fields.DateBase.IsNull ? null : Date(fields.DateBase);
        if (start is null && !fields.Has(TemporalField.Year))
        {
            throw TemporalErrors.FieldMissing("year");
        }
        RefuseMixedForms(fields, kind);
        bool fits;
        LocalDate date;
        if (fields.Has(TemporalField.Week) || fields.Has(TemporalField.DayOfWeek))
        {
            long year = fields[TemporalField.Year] ?? start!.Value.WeekYear;
            long week = Coarse(fields, TemporalField.Week, TemporalField.DayOfWeek, start?.Week);
            long day = fields[TemporalField.DayOfWeek] ?? start?.DayOfWeek ?? 1;
            fits = LocalDate.TryCreateWeek(year, week, day, out date);
        }
        else if (fields.Has(TemporalField.Quarter) || fields.Has(TemporalField.DayOfQuarter))
        {
            long year = fields[TemporalField.Year] ?? start!.Value.Year;
            long quarter = Coarse(
                fields,
                TemporalField.Quarter,
                TemporalField.DayOfQuarter,
                start?.Quarter
            );
            long day = fields[TemporalField.DayOfQuarter] ?? start?.DayOfQuarter ?? 1;
            fits = LocalDate.TryCreateQuarter(year, quarter, day, out date);
        }
        else if (fields[TemporalField.OrdinalDay] is long ordinalDay)
        {
            long year = fields[TemporalField.Year] ?? start!.Value.Year;
            fits = LocalDate.TryCreateOrdinal(year, ordinalDay, out date);
        }
        else
        {
            fits = TryBuildCalendarDate(fields, start, out date);
        }
        return fits ? date : throw TemporalErrors.OutOfRange(kind);
    }

    internal static LocalTime BuildTime(TemporalFields fields, ValueKind kind, bool keepsFraction)
    {
        LocalTime? start = fields.TimeBase.IsNull ? null : Time(fields.TimeBase);
        if (start is null)
        {
            RequireCoarserTimes(fields, kind);
        }
        var time = start.GetValueOrDefault();
        long? fraction = BuildFraction(
            fields,
            keepsFraction && time.Nanosecond % 1_000_000 == 0,
            keepsFraction && time.Nanosecond % 1_000_000 != 0
        );
        if (fraction is not null && keepsFraction)
        {
            fraction += time.Nanosecond;
        }
        bool fits = LocalTime.TryCreate(
            fields[TemporalField.Hour] ?? time.Hour,
            fields[TemporalField.Minute] ?? time.Minute,
            fields[TemporalField.Second] ?? time.Second,
            fraction ?? time.Nanosecond,
            out var built
        );
        return fits ? built : throw TemporalErrors.OutOfRange(kind);
    }

    /// <summary>The nanoseconds of millisecond, microsecond and nanosecond together, or null when none is given. Beside a coarser one, each counts only what that leaves.</summary>
    internal static long? BuildFraction(
        TemporalFields fields,
        bool hasMilliseconds = false,
        bool hasMicroseconds = false
    )
    {
        long? milliseconds = fields[TemporalField.Millisecond];
        long? microseconds = fields[TemporalField.Microsecond];
        long? nanoseconds = fields[TemporalField.Nanosecond];
        if (milliseconds is null && microseconds is null && nanoseconds is null)
        {
            return null;
        }
        hasMilliseconds |= milliseconds is not null;
        hasMicroseconds |= microseconds is not null;
        CheckLimit(TemporalField.Millisecond, milliseconds, 1000);
        CheckLimit(TemporalField.Microsecond, microseconds, hasMilliseconds ? 1000 : 1_000_000);
        CheckLimit(
            TemporalField.Nanosecond,
            nanoseconds,
            hasMicroseconds ? 1000
                : hasMilliseconds ? 1_000_000
                : 1_000_000_000
        );
        return (milliseconds ?? 0) * 1_000_000 + (microseconds ?? 0) * 1000 + (nanoseconds ?? 0);
    }

    private static void CheckLimit(TemporalField field, long? value, long limit)
    {
        if (value is long number && (number < 0 || number >= limit))
        {
            throw TemporalErrors.FieldOutOfRange(TemporalFields.NameOf(field), number);
        }
    }

    private static bool TryBuildCalendarDate(
        TemporalFields fields,
        LocalDate? start,
        out LocalDate date
    )
    {
        if (start is null && fields.Has(TemporalField.Day) && !fields.Has(TemporalField.Month))
        {
            throw TemporalErrors.FieldNeedsCoarser("day", "month");
        }
        return LocalDate.TryCreate(
            fields[TemporalField.Year] ?? start!.Value.Year,
            fields[TemporalField.Month] ?? start?.Month ?? 1,
            fields[TemporalField.Day] ?? start?.Day ?? 1,
            out date
        );
    }

    private static long Coarse(
        TemporalFields fields,
        TemporalField coarse,
        TemporalField fine,
        long? fallback
    ) =>
        fields[coarse]
        ?? fallback
        ?? throw TemporalErrors.FieldNeedsCoarser(
            TemporalFields.NameOf(fine),
            TemporalFields.NameOf(coarse)
        );

    // A date is said by month, week, quarter or day of the year, not by two of them.
    private static void RefuseMixedForms(TemporalFields fields, ValueKind kind)
    {
        string?[] forms =
        [
            fields.FirstNameIn(TemporalField.Quarter, TemporalField.DayOfQuarter),
            fields.FirstNameIn(TemporalField.Month, TemporalField.Day),
            fields.FirstNameIn(TemporalField.Week, TemporalField.DayOfWeek),
            fields.FirstNameIn(TemporalField.OrdinalDay, TemporalField.OrdinalDay),
        ];
        string? first = null;
        foreach (string? form in forms)
        {
            if (first is not null && form is not null)
            {
                throw TemporalErrors.FieldNotApplicable(form, kind);
            }
            first ??= form;
        }
    }

    private static void RequireCoarserTimes(TemporalFields fields, ValueKind kind)
    {
        Require(fields, TemporalField.Minute, TemporalField.Hour);
        Require(fields, TemporalField.Second, TemporalField.Minute);
        Require(fields, TemporalField.Millisecond, TemporalField.Second);
        Require(fields, TemporalField.Microsecond, TemporalField.Second);
        Require(fields, TemporalField.Nanosecond, TemporalField.Second);
        bool needsHour = kind is ValueKind.LocalTime or ValueKind.ZonedTime;
        if (needsHour && !fields.Has(TemporalField.Hour))
        {
            throw TemporalErrors.FieldMissing("hour");
        }
    }

    private static void Require(TemporalFields fields, TemporalField fine, TemporalField coarse)
    {
        if (fields.Has(fine) && !fields.Has(coarse))
        {
            throw TemporalErrors.FieldNeedsCoarser(
                TemporalFields.NameOf(fine),
                TemporalFields.NameOf(coarse)
            );
        }
    }
}
