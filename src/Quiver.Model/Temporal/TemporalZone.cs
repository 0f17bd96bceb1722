using System.Text;

namespace Quiver.Model.Temporal;

/// <summary>A fixed offset from UTC or a named zone of the tz database. The default value is UTC.</summary>
/// <param name="OffsetSeconds">Seconds east of UTC; 0 for a named zone.</param>
/// <param name="Name">The zone's name, or null for a fixed offset.</param>
public readonly record struct TemporalZone(int OffsetSeconds, string? Name)
{
    /// <summary>The offset Z.</summary>
    public static TemporalZone Utc => default;

    /// <summary>Reads <c>Z</c>, <c>+01:00</c>, <c>+0100</c>, <c>+01</c> or a name such as <c>Europe/Paris</c>; false with the reason otherwise.</summary>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        out TemporalZone zone,
        out TemporalProblem problem
    )
    {
        zone = default;
        var scanner = new TemporalScanner(utf8);
        if (scanner.TryReadOffset(out int offsetSeconds, out problem))
        {
            zone = new(offsetSeconds, null);
            problem = scanner.IsAtEnd ? TemporalProblem.None : TemporalProblem.Syntax;
            return scanner.IsAtEnd;
        }
        if (problem == TemporalProblem.Range)
        {
            return false;
        }
        bool isKnown = TimeZones.TryFind(utf8, out string? name);
        zone = new(0, name);
        problem = isKnown ? TemporalProblem.None : TemporalProblem.UnknownZone;
        return isKnown;
    }

    /// <summary>The offset that holds at an instant.</summary>
    public int OffsetAt(long epochSecond) =>
        Name is null ? OffsetSeconds : TimeZones.OffsetAt(Name, epochSecond);

    /// <summary>The zone as <c>timezone</c> gives it: its name, or the offset.</summary>
    public override string ToString()
    {
        if (Name is not null)
        {
            return Name;
        }
        var text = new StringBuilder(9);
        TemporalText.AppendOffset(text, OffsetSeconds);
        return text.ToString();
    }
}
