using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Quiver.Foundation.IO;

namespace Quiver.Model.Temporal;

/// <summary>The zones of the machine's tz database: which there are and which offset each has when.</summary>
/// <remarks>
/// Reads the compiled files of the machine (<c>TZDIR</c>, else <c>/usr/share/zoneinfo</c>), offsets to the second, for all years. Zones that the tz database has merged
/// answer with the history of the zone they were merged into, also where the machine's packager kept their own (<see cref="MergedZones"/>). Thread safe.
/// </remarks>
public static class TimeZones
{
    private const int MaximumNameLength = 64;
    private const string EverPresentZone = "Europe/London";
    private const int MaximumFileLength = 1 << 20;

    // These are known without a file, so that UTC exists where no tz database does.
    private static readonly string[] UtcNames = ["UTC", "GMT", "Etc/UTC", "Etc/GMT"];

    private static readonly string Folder = Environment.GetEnvironmentVariable("TZDIR")
        is { Length: > 0 } folder
        ? folder
        : "/usr/share/zoneinfo";

    // Only names that the tz database has are kept, so hostile names cannot fill it.
    private static readonly ConcurrentDictionary<string, Zone> Known = new(StringComparer.Ordinal);

    /// <summary>The end of a sentence about an unknown zone that says how a machine without a tz database gets one; empty where there is one.</summary>
    public static string LackHint =>
        TryGet(EverPresentZone, out _)
            ? ""
            : " (this machine has no tz database: install the package tzdata, or name its folder in the environment variable TZDIR)";

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
        name = zone.Name;
        return true;
    }

    /// <summary>The offset in seconds that a zone has at an instant. A zone that this machine does not know, met in data from another, is the user's error.</summary>
    public static int OffsetAt(string name, long epochSecond) =>
        TryGet(name, out var zone)
            ? zone.Rules.OffsetAt(epochSecond)
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

    private static bool TryGet(string name, [NotNullWhen(true)] out Zone? zone)
    {
        if (Known.TryGetValue(name, out zone))
        {
            return true;
        }
        // The name check keeps anything that could leave the database's folder away from the file system.
        if (!IsName(Encoding.UTF8.GetBytes(name)) || Load(name) is not { } rules)
        {
            zone = null;
            return false;
        }
        zone = Known.GetOrAdd(name, new Zone(name, rules));
        return true;
    }

    private static ZoneRules? Load(string name) =>
        UtcNames.Contains(name, StringComparer.Ordinal) ? ZoneRules.Fixed(0)
        : MergedZones.TargetOf(name) is { } target && ReadFile(name) is not null
            ? ReadFile(target) ?? ReadFile(name)
        : ReadFile(name);

    private static ZoneRules? ReadFile(string name)
    {
        string path = Path.Combine(Folder, name);
        var files = PosixFileSystem.Instance;
        if (!files.FileExists(path))
        {
            return null;
        }
        using var file = files.OpenRead(path);
        if (file.Length > MaximumFileLength)
        {
            return null;
        }
        byte[] content = new byte[file.Length];
        int length = file.Read(content, 0);
        return ZoneRules.TryRead(content.AsSpan(0, length));
    }

    // A capital first (what else is there are copies and lists), then letters, digits, _ + - and / between parts: what names in the tz database are made of.
    private static bool IsName(ReadOnlySpan<byte> utf8)
    {
        if (
            utf8.IsEmpty
            || utf8.Length > MaximumNameLength
            || !char.IsAsciiLetterUpper((char)utf8[0])
        )
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

    private sealed record Zone(string Name, ZoneRules Rules);
}
