using System.Globalization;
using Quiver.Model.Values;

namespace Quiver.Http.Query;

/// <summary>Points as extended well-known text: <c>SRID=7203;POINT (1.2 3.4)</c>, <c>SRID=9157;POINT Z (1 2 3)</c>.</summary>
internal static class PointText
{
    private const string Start = "SRID=";

    /// <summary>Writes a point.</summary>
    public static string Format(PointValue point)
    {
        string plane = $"{FloatText.Format(point.X)} {FloatText.Format(point.Y)}";
        return point.Is3D
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Start}{point.Srid};POINT Z ({plane} {FloatText.Format(point.Z)})"
            )
            : string.Create(CultureInfo.InvariantCulture, $"{Start}{point.Srid};POINT ({plane})");
    }

    /// <summary>Reads a point; null when the text is none.</summary>
    public static PointValue? TryParse(string text)
    {
        var rest = text.AsSpan().Trim();
        int semicolon = rest.IndexOf(';');
        int open = rest.IndexOf('(');
        if (
            !rest.StartsWith(Start, StringComparison.OrdinalIgnoreCase)
            || semicolon < 0
            || open < semicolon
            || rest[^1] != ')'
            || !int.TryParse(
                rest[Start.Length..semicolon],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out int srid
            )
            || !PointSystems.IsSrid(srid)
        )
        {
            return null;
        }
        var kind = rest[(semicolon + 1)..open].Trim();
        bool is3D =
            kind.StartsWith("POINT", StringComparison.OrdinalIgnoreCase)
            && kind["POINT".Length..].Trim().Equals("Z", StringComparison.OrdinalIgnoreCase);
        if (!is3D && !kind.Equals("POINT", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        return Create(srid, rest[(open + 1)..^1], is3D);
    }

    private static PointValue? Create(int srid, ReadOnlySpan<char> coordinates, bool is3D)
    {
        if (is3D != (srid is PointSystems.Wgs84In3D or PointSystems.CartesianIn3D))
        {
            return null;
        }
        Span<double> numbers = stackalloc double[3];
        numbers.Clear();
        int count = 0;
        foreach (var range in coordinates.Split(' '))
        {
            var number = coordinates[range];
            if (number.IsEmpty)
            {
                continue;
            }
            bool valid =
                count < 3
                && double.TryParse(
                    number,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out numbers[count]
                );
            if (!valid)
            {
                return null;
            }
            count++;
        }
        return count == (is3D ? 3 : 2)
            ? PointSystems.TryCreate(srid, numbers[0], numbers[1], numbers[2], out _)
            : null;
    }
}
