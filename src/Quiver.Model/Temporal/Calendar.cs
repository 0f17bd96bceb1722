using System.Runtime.CompilerServices;

namespace Quiver.Model.Temporal;

/// <summary>The proleptic ISO calendar in pure arithmetic: days since 1970-01-01 to year, month and day and back.</summary>
/// <remarks>
/// Years are counted from 1 March, so that the leap day is a year's last; 400 such years, an era, always have
/// 146,097 days. (Howard Hinnant, "chrono-compatible low-level date algorithms".)
/// </remarks>
internal static class Calendar
{
    private const long DaysPerEra = 146_097;
    private const long EraStartToEpochDays = 719_468;
    private const uint DaysFromMarchToJanuary = 306;
    private const int ThursdayOfEpoch = 3;

    private static ReadOnlySpan<byte> MonthLengths =>
        [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

    // Days before each month in a common year.
    private static ReadOnlySpan<ushort> DaysBeforeMonth =>
        [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    internal static bool IsLeapYear(long year) =>
        (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);

    internal static int DaysInYear(long year) => IsLeapYear(year) ? 366 : 365;

    internal static int DaysInMonth(long year, int month) =>
        month == 2 && IsLeapYear(year) ? 29 : MonthLengths[month - 1];

    internal static int DayOfYear(long year, int month, int day) =>
        DaysBeforeMonth[month - 1] + day + (month > 2 && IsLeapYear(year) ? 1 : 0);

    internal static long ToEpochDay(long year, int month, int day)
    {
        long shifted = month <= 2 ? year - 1 : year;
        long era = FloorDivide(shifted, 400);
        long yearOfEra = shifted - era * 400;
        long dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DaysPerEra + dayOfEra - EraStartToEpochDays;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void FromEpochDay(long epochDay, out int year, out int month, out int day)
    {
        // Within an era everything fits 32 bits, and the divisions are multiplications whose halves are quotient and remainder.
        // (C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar algorithms", 2023.)
        long shifted = epochDay + EraStartToEpochDays;
        long era = FloorDivide(shifted, DaysPerEra);
        uint quarterDays = (uint)(shifted - era * DaysPerEra) * 4 + 3;
        uint century = quarterDays / (uint)DaysPerEra;
        ulong years = 2_939_745UL * (quarterDays % (uint)DaysPerEra | 3);
        uint dayOfYear = (uint)years / 2_939_745 / 4;
        uint months = 2141 * dayOfYear + 197_913;
        bool isNextYear = dayOfYear >= DaysFromMarchToJanuary;
        year = (int)(era * 400 + century * 100 + (uint)(years >> 32)) + (isNextYear ? 1 : 0);
        month = (int)(months >> 16) - (isNextYear ? 12 : 0);
        day = (int)((ushort)months / 2141) + 1;
    }

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    internal static int DayOfWeek(long epochDay) =>
        (int)FloorModulo(epochDay + ThursdayOfEpoch, 7) + 1;

    /// <summary>The Monday of a year's first ISO week: the week with the year's first Thursday.</summary>
    internal static long FirstMondayOfWeekYear(long year)
    {
        long fourthOfJanuary = ToEpochDay(year, 1, 4);
        return fourthOfJanuary - (DayOfWeek(fourthOfJanuary) - 1);
    }

    internal static int WeeksInYear(long year) =>
        (int)((FirstMondayOfWeekYear(year + 1) - FirstMondayOfWeekYear(year)) / 7);

    internal static long FloorDivide(long dividend, long divisor)
    {
        long quotient = dividend / divisor;
        return dividend % divisor < 0 ? quotient - 1 : quotient;
    }

    internal static long FloorModulo(long dividend, long divisor)
    {
        long remainder = dividend % divisor;
        return remainder < 0 ? remainder + divisor : remainder;
    }
}
