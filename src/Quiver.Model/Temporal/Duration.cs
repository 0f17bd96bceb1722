using static Quiver.Model.Temporal.TemporalLimits;

namespace Quiver.Model.Temporal;

/// <summary>An amount of time in units that do not convert into each other, except seconds and nanoseconds.</summary>
/// <param name="Months">Months.</param>
/// <param name="Days">Days.</param>
/// <param name="Seconds">Seconds.</param>
/// <param name="Nanoseconds">Nanoseconds within the second, 0 to 999,999,999.</param>
/// <remarks>A negative fraction of a second is kept as the whole second below and the nanoseconds up from it.</remarks>
public readonly record struct Duration(long Months, long Days, long Seconds, int Nanoseconds)
    : IComparable<Duration>
{
    private const decimal DaysPerAverageMonth = 30.436875m;

    // Larger amounts cannot fit 64 bits; smaller ones keep decimal arithmetic within its range.
    private const double LargestAmount = 1e19;
    private const double LargestFactor = 1e28;

    private decimal ExactSeconds => Seconds + Nanoseconds / (decimal)NanosecondsPerSecond;

    private Int128 AverageSeconds =>
        (Int128)Months * SecondsPerAverageMonth + (Int128)Days * SecondsPerDay + Seconds;

    /// <summary>A duration of parts that may have fractions, which become smaller units: a month has 30.436875 days, a day 24 hours, the rest below a nanosecond is cut.</summary>
    /// <returns>False when an amount does not fit 64 bits.</returns>
    public static bool TryFromParts(
        decimal months,
        decimal days,
        decimal seconds,
        out Duration duration
    )
    {
        duration = default;
        decimal wholeMonths = Math.Truncate(months);
        days += (months - wholeMonths) * DaysPerAverageMonth;
        decimal wholeDays = Math.Truncate(days);
        seconds += (days - wholeDays) * SecondsPerDay;
        if (!FitsLong(wholeMonths) || !FitsLong(wholeDays) || !FitsLong(seconds))
        {
            return false;
        }
        var nanoseconds = (Int128)Math.Truncate(seconds * NanosecondsPerSecond);
        return TryCreate((Int128)wholeMonths, (Int128)wholeDays, nanoseconds, out duration);
    }

    /// <summary>A duration of months, days and seconds with any number of nanoseconds; false when the seconds do not fit 64 bits.</summary>
    public static bool TryCreate(
        long months,
        long days,
        long seconds,
        long nanoseconds,
        out Duration duration
    ) =>
        TryCreate(months, days, (Int128)seconds * NanosecondsPerSecond + nanoseconds, out duration);

    /// <summary>The sum, unit by unit; false when a unit does not fit 64 bits.</summary>
    public bool TryAdd(Duration other, out Duration sum) =>
        TryCreate(
            (Int128)Months + other.Months,
            (Int128)Days + other.Days,
            TotalNanoseconds() + other.TotalNanoseconds(),
            out sum
        );

    /// <summary>The difference, unit by unit; false when a unit does not fit 64 bits.</summary>
    public bool TrySubtract(Duration other, out Duration difference) =>
        TryCreate(
            (Int128)Months - other.Months,
            (Int128)Days - other.Days,
            TotalNanoseconds() - other.TotalNanoseconds(),
            out difference
        );

    /// <summary>The duration with every unit negated; false when one does not fit 64 bits.</summary>
    public bool TryNegate(out Duration negated) => default(Duration).TrySubtract(this, out negated);

    /// <summary>The duration times a whole number; false when a unit does not fit 64 bits.</summary>
    public bool TryMultiply(long factor, out Duration product)
    {
        product = default;
        var nanoseconds = TotalNanoseconds();
        // |nanoseconds| < 2^93, so only a factor beyond 2^33 can overflow 128 bits; it then overflows 64 bits of seconds too.
        bool fits =
            nanoseconds == 0 || Int128.Abs(nanoseconds) <= Int128.MaxValue / Magnitude(factor);
        return fits
            && TryCreate(
                (Int128)Months * factor,
                (Int128)Days * factor,
                nanoseconds * factor,
                out product
            );
    }

    /// <summary>The duration times a number; fractions become smaller units. False when a unit does not fit 64 bits or the factor is not finite.</summary>
    public bool TryMultiply(double factor, out Duration product)
    {
        product = default;
        if (!(Math.Abs(factor) < LargestFactor) || !FitsTimes(factor))
        {
            return false;
        }
        decimal exact = (decimal)factor;
        return TryFromParts(Months * exact, Days * exact, ExactSeconds * exact, out product);
    }

    /// <summary>The duration divided by a number; fractions become smaller units. False for zero, when a unit does not fit 64 bits or the divisor is not finite.</summary>
    public bool TryDivide(double divisor, out Duration quotient)
    {
        quotient = default;
        if (
            !(Math.Abs(divisor) < LargestFactor)
            || (decimal)divisor == 0
            || !FitsTimes(1 / divisor)
        )
        {
            return false;
        }
        decimal exact = (decimal)divisor;
        return TryFromParts(Months / exact, Days / exact, ExactSeconds / exact, out quotient);
    }

    /// <summary>By average length (a month of 30.436875 days, a day of 24 hours), then by months, days and seconds.</summary>
    public int CompareTo(Duration other)
    {
        int comparison = AverageSeconds.CompareTo(other.AverageSeconds);
        if (comparison == 0)
        {
            comparison = Nanoseconds.CompareTo(other.Nanoseconds);
        }
        if (comparison == 0)
        {
            comparison = Months.CompareTo(other.Months);
        }
        return comparison != 0 ? comparison : Days.CompareTo(other.Days);
    }

    /// <summary>The duration as toString() gives it: <c>P1Y2M3DT4H5M6.5S</c>.</summary>
    public override string ToString() => TemporalText.Format(this);

    private static bool TryCreate(
        Int128 months,
        Int128 days,
        Int128 nanoseconds,
        out Duration duration
    )
    {
        duration = default;
        var seconds = nanoseconds / NanosecondsPerSecond;
        int rest = (int)(nanoseconds - seconds * NanosecondsPerSecond);
        if (rest < 0)
        {
            rest += NanosecondsPerSecond;
            seconds--;
        }
        if (!FitsLong(months) || !FitsLong(days) || !FitsLong(seconds))
        {
            return false;
        }
        duration = new((long)months, (long)days, (long)seconds, rest);
        return true;
    }

    private static bool FitsLong(Int128 number) =>
        number >= long.MinValue && number <= long.MaxValue;

    private static bool FitsLong(decimal number) =>
        number >= long.MinValue && number <= long.MaxValue;

    private static Int128 Magnitude(long factor) => Int128.Max(1, Int128.Abs(factor));

    private Int128 TotalNanoseconds() => (Int128)Seconds * NanosecondsPerSecond + Nanoseconds;

    private bool FitsTimes(double factor) =>
        Math.Abs(Months * factor) < LargestAmount
        && Math.Abs(Days * factor) < LargestAmount
        && Math.Abs(Seconds * factor) < LargestAmount;
}
