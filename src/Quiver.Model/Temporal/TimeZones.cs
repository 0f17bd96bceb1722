using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Quiver.Model.Temporal;

/// <summary>The zones of the machine's tz database: which there are and which offset each has when.</summary>
/// <remarks>
/// The only place that asks <see cref="TimeZoneInfo"/>. It knows the years 1 to 9999 and whole minutes: before, the zone's
/// first offset holds; after, the rules of the last years go on in the calendar's cycle of 400 years; local mean times of
/// before about 1900 come rounded to the minute. Thread safe.
/// </remarks>
public static class TimeZones
{
    private const int MaximumNameLength = 64;
    private const string EverPresentZone = "Europe/London";
    private const int LastCycleYear = 9600;
    private const long SecondsPerCycle = 146_097L * TemporalLimits.SecondsPerDay;

    // Only names that the tz database has are kept, so hostile names cannot fill it.
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Known = new(
        StringComparer.Ordinal
    );

    /// <summary>The end of a sentence about an unknown zone that says how a machine without a tz database gets one; empty where there is one.</summary>
    public static string LackHint =>
        TimeZoneInfo.TryFindSystemTimeZoneById(EverPresentZone, out _)
            ? ""
            : " (this machine has no tz database: install the package tzdata, or name its folder in the environment variable TZDIR)";

    private static readonly long FirstSecond = SecondOf(1);
    private static readonly long LastCycleSecond = SecondOf(LastCycleYear);

    /// <summary>Whether the tz database has a zone of exactly this name; gives the one string for it.</summary>
    public static bool TryFind(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out string? name)
    {
        name = null;
        if (!IsName(utf8))
        {
            return false;
        }
        string text = Encoding.ASCII.GetString(utf8);
        if (!TryGet(text, out var zone))
        {
            return false;
        }
        name = zone.Id;
        return true;
    }

    /// <summary>The offset in seconds that a zone has at an instant. A zone that this machine does not know, met in data from another, is the user's error.</summary>
    public static int OffsetAt(string name, long epochSecond) =>
        TryGet(name, out var zone)
            ? (int)zone.GetUtcOffset(ToDateTime(epochSecond)).TotalSeconds
            : throw TemporalErrors.InvalidZone(name, TemporalProblem.UnknownZone);

    /// <summary>
    /// The offset of a wall-clock time: where clocks are put back, the preferred one of the two if it is one of them, else
    /// the earlier, larger one; where they are put forward over it, the one before, so that the time moves forward by the gap.
    /// </summary>
    /// <param name="name">The zone.</param>
    /// <param name="localSecond">Seconds since 1970-01-01T00:00 on the wall clock.</param>
    /// <param name="preferredOffset">The offset to keep where two are valid.</param>
    public static int OffsetOfLocal(string name, long localSecond, int? preferredOffset = null)
    {
        if (preferredOffset is int preferred && IsOffsetOfLocal(name, localSecond, preferred))
        {
            return preferred;
        }
        int before = OffsetAt(name, localSecond - TemporalLimits.SecondsPerDay);
        if (IsOffsetOfLocal(name, localSecond, before))
        {
            return before;
        }
        int after = OffsetAt(name, localSecond + TemporalLimits.SecondsPerDay);
        return IsOffsetOfLocal(name, localSecond, after) ? after : before;
    }

    /// <summary>Whether a zone's clocks show a wall-clock time with this offset.</summary>
    public static bool IsOffsetOfLocal(string name, long localSecond, int offsetSeconds) =>
        OffsetAt(name, localSecond - offsetSeconds) == offsetSeconds;

    private static bool TryGet(string name, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        if (Known.TryGetValue(name, out zone))
        {
            return true;
        }
        // The name check keeps anything that could leave the database's folder away from the file system.
        if (
            !IsName(Encoding.UTF8.GetBytes(name))
            || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone)
        )
        {
            zone = null;
            return false;
        }
        zone = Known.GetOrAdd(name, zone);
        return true;
    }

    // Letters, digits, _ + - and / between parts: what names in the tz database are made of.
    private static bool IsName(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty || utf8.Length > MaximumNameLength || !char.IsAsciiLetter((char)utf8[0]))
        {
            return false;
        }
        foreach (byte b in utf8)
        {
            if (
                !char.IsAsciiLetterOrDigit((char)b)
                && b is not ((byte)'_' or (byte)'+' or (byte)'-' or (byte)'/')
            )
            {
                return false;
            }
        }
        return true;
    }

    private static DateTime ToDateTime(long epochSecond)
    {
        if (epochSecond < FirstSecond)
        {
            epochSecond = FirstSecond;
        }
        else if (epochSecond >= LastCycleSecond)
        {
            epochSecond = LastCycleSecond + (epochSecond - LastCycleSecond) % SecondsPerCycle;
        }
        return DateTime.UnixEpoch.AddTicks(epochSecond * TimeSpan.TicksPerSecond);
    }

    private static long SecondOf(int year) =>
        Calendar.ToEpochDay(year, 1, 1) * TemporalLimits.SecondsPerDay;
}
