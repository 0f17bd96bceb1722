using System.Text;
using Quiver.Foundation;
using Quiver.Import.Headers;
using Quiver.Model.Temporal;

namespace Quiver.Import.Values;

/// <summary>Chooses the parser of a column.</summary>
internal static class CellParsers
{
    /// <summary>Whether a property type can be imported.</summary>
    public static bool IsSupported(PropertyType type) => type != PropertyType.Point;

    /// <summary>Makes the parser of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rules">How cells are read.</param>
    /// <param name="normalizeTypes">Whether all integers are 64 bits wide and all floats double.</param>
    public static CellParser Create(HeaderColumn column, CellRules rules, bool normalizeTypes)
    {
        var type = column.Type;
        if (column.IsArray)
        {
            return new ArrayParser(rules, type, ZoneOf(column));
        }
        switch (type)
        {
            case PropertyType.String:
            case PropertyType.Char:
                return new TextParser(rules, type == PropertyType.Char && !normalizeTypes);
            case PropertyType.Byte:
            case PropertyType.Short:
            case PropertyType.Int:
            case PropertyType.Long:
                (long minimum, long maximum) = RangeOf(normalizeTypes ? PropertyType.Long : type);
                return new IntegerParser(rules, minimum, maximum, NameOf(type));
            case PropertyType.Float:
            case PropertyType.Double:
                return new FloatParser(rules, type == PropertyType.Float && !normalizeTypes);
            case PropertyType.Boolean:
                return new BooleanParser(rules);
            case PropertyType.Date:
                return new DateParser(rules);
            case PropertyType.DateTime:
                return new DateTimeParser(rules, ZoneOf(column));
            default:
                return new TemporalColumnParser(rules, new TemporalCells(type, ZoneOf(column)));
        }
    }

    /// <summary>Makes the parser of a column of identifiers.</summary>
    public static CellParser CreateForIds(IdType type, CellRules rules) =>
        type == IdType.Integer
            ? new IntegerParser(rules, long.MinValue, long.MaxValue, "long")
            : new TextParser(rules, isChar: false);

    /// <summary>Reads the zone that a header's option gives; UTC without one. False when there is no such zone.</summary>
    public static bool TryReadZone(HeaderColumn column, out TemporalZone zone)
    {
        zone = TemporalZone.Utc;
        return !column.Options.TryGetValue("timezone", out string? name)
            || TemporalZone.TryParse(Encoding.UTF8.GetBytes(name), out zone, out _);
    }

    /// <summary>The smallest and largest number of an integer type.</summary>
    public static (long Minimum, long Maximum) RangeOf(PropertyType type) =>
        type switch
        {
            PropertyType.Byte => (sbyte.MinValue, sbyte.MaxValue),
            PropertyType.Short => (short.MinValue, short.MaxValue),
            PropertyType.Int => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };

    /// <summary>The type's name as headers write it.</summary>
    public static string NameOf(PropertyType type) => type.ToString().ToLowerInvariant();

    private static TemporalZone ZoneOf(HeaderColumn column)
    {
        Invariant.Assert(TryReadZone(column, out var zone));
        return zone;
    }
}
