using System.Runtime.CompilerServices;

namespace Quiver.Import.Values;

/// <summary>The commonest forms of dates and times, read without detours: <c>YYYY-MM-DD</c> and <c>YYYY-MM-DDTHH:MM:SS.mmmZ</c>.</summary>
internal static unsafe class DateMath
{
    /// <summary>The length of a date in that form.</summary>
    public const int DateLength = 10;

    private static readonly byte[] DaysInMonth =
    [
        0,
        31,
        29,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];

    /// <summary>Reads a date of exactly ten bytes as days since 1970-01-01; false when it is not of that form or no date.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParseDate(byte* text, out long epochDay)
    {
        epochDay = 0;
        int century = Pair(text);
        int year = Pair(text + 2);
        int month = Pair(text + 5);
        int day = Pair(text + 8);
        if ((century | year | month | day) < 0 || text[4] != '-' || text[7] != '-')
        {
            return false;
        }
        year += century * 100;
        if ((uint)(month - 1) > 11 || day == 0 || day > DaysInMonth[month])
        {
            return false;
        }
        if (month == 2 && day == 29 && (year % 4 != 0 || (year % 100 == 0 && year % 400 != 0)))
        {
            return false;
        }
        epochDay = DaysFromCivil(year, month, day);
        return true;
    }

    /// <summary>Two digits as a number; negative when they are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Pair(byte* text)
    {
        int high = text[0] - '0';
        int low = text[1] - '0';
        return (uint)high <= 9 && (uint)low <= 9 ? (high * 10) + low : -1;
    }

    /// <summary>Days since 1970-01-01 (Hinnant, chrono-compatible low-level date algorithms), for years from 0 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long DaysFromCivil(int year, int month, int day)
    {
        // Years count from March, so that the leap day is the last. 400 more keep the year positive.
        year += 400 - (month <= 2 ? 1 : 0);
        int era = year / 400;
        int yearOfEra = year - (era * 400);
        int dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        int dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return ((era - 1) * 146_097L) + dayOfEra - 719_468;
    }
}
