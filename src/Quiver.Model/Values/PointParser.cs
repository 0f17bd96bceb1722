using System.Globalization;
using System.Text;

namespace Quiver.Model.Values;

/// <summary>Reads points as import files write them: <c>{x: 1, y: 2}</c>, <c>Point{latitude:55.7, longitude:13.0, crs:WGS-84}</c>.</summary>
/// <remarks>Text before the brace is passed over; spaces may stand anywhere; keys are in any letter case and occur once; a value may be quoted.</remarks>
public static class PointParser
{
    [Flags]
    private enum Fields
    {
        None = 0,
        X = 1,
        Y = 2,
        Z = 4,
        Longitude = 8,
        Latitude = 16,
        Height = 32,
        System = 64,
    }

    /// <summary>Reads the fields of a point, which a file's header may give in part; false with what is wrong.</summary>
    public static bool TryParseFields(
        ReadOnlySpan<byte> utf8,
        out PointFields fields,
        out string? problem
    )
    {
        fields = default;
        problem = null;
        int open = utf8.IndexOf((byte)'{');
        int close = utf8.LastIndexOf((byte)'}');
        if (open < 0 || close < open || !IsBlank(utf8[(close + 1)..]))
        {
            problem = "A point is written as {key: value, …}.";
            return false;
        }
        var seen = Fields.None;
        var rest = utf8[(open + 1)..close];
        while (!IsBlank(rest))
        {
            int comma = rest.IndexOf((byte)',');
            var entry = comma < 0 ? rest : rest[..comma];
            rest = comma < 0 ? default : rest[(comma + 1)..];
            problem = ReadEntry(entry, ref fields, ref seen);
            if (problem is not null)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Reads a point; false with what is wrong.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="defaults">What holds for fields that the text leaves out.</param>
    /// <param name="point">The point.</param>
    /// <param name="problem">What is wrong, or null.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> utf8,
        in PointFields defaults,
        out PointValue? point,
        out string? problem
    )
    {
        point = null;
        if (!TryParseFields(utf8, out var fields, out problem))
        {
            return false;
        }
        point = fields.Over(defaults).TryBuild(out problem);
        return point is not null;
    }

    private static string? ReadEntry(
        ReadOnlySpan<byte> entry,
        ref PointFields fields,
        ref Fields seen
    )
    {
        int colon = entry.IndexOf((byte)':');
        if (colon < 0)
        {
            return $"A point's field has no value: '{Text(entry)}'.";
        }
        var key = Unquote(entry[..colon]);
        var value = Unquote(entry[(colon + 1)..]);
        var field = FieldOf(key);
        if (field == Fields.None)
        {
            return $"A point has no field '{Text(key)}'.";
        }
        if ((seen & field) != Fields.None)
        {
            return $"The point's field '{Text(key)}' is given twice.";
        }
        seen |= field;
        if (field == Fields.System)
        {
            return ReadSystem(value, ref fields);
        }
        if (
            !double.TryParse(
                value,
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out double number
            )
        )
        {
            return $"The point's field '{Text(key)}' is not a number: '{Text(value)}'.";
        }
        fields = field switch
        {
            Fields.X => fields with { X = number },
            Fields.Y => fields with { Y = number },
            Fields.Z => fields with { Z = number },
            Fields.Longitude => fields with { Longitude = number },
            Fields.Latitude => fields with { Latitude = number },
            _ => fields with { Height = number },
        };
        return null;
    }

    // A system is a name after crs or a number after srid; either is taken after both.
    private static string? ReadSystem(ReadOnlySpan<byte> value, ref PointFields fields)
    {
        if (
            !PointSystems.TryFromName(Text(value), out int srid)
            && !(
                int.TryParse(value, CultureInfo.InvariantCulture, out srid)
                && PointSystems.IsSrid(srid)
            )
        )
        {
            return $"Unknown coordinate reference system: '{Text(value)}'.";
        }
        fields = fields with { Srid = srid };
        return null;
    }

    private static Fields FieldOf(ReadOnlySpan<byte> key) =>
        Is(key, "x"u8) ? Fields.X
        : Is(key, "y"u8) ? Fields.Y
        : Is(key, "z"u8) ? Fields.Z
        : Is(key, "longitude"u8) ? Fields.Longitude
        : Is(key, "latitude"u8) ? Fields.Latitude
        : Is(key, "height"u8) ? Fields.Height
        : Is(key, "crs"u8) || Is(key, "srid"u8) ? Fields.System
        : Fields.None;

    private static bool Is(ReadOnlySpan<byte> key, ReadOnlySpan<byte> name) =>
        Ascii.EqualsIgnoreCase(key, name);

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> text)
    {
        text = text[Ascii.Trim(text)];
        bool isQuoted =
            text.Length >= 2 && text[0] is ((byte)'\'' or (byte)'"') && text[^1] == text[0];
        return isQuoted ? text[1..^1] : text;
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text[Ascii.Trim(text)].IsEmpty;

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
