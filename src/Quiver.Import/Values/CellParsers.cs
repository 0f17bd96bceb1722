using System.Text;
using Quiver.Foundation;
using Quiver.Import.Headers;
using Quiver.Model.Temporal;

namespace Quiver.Import.Values;

/// <summary>Chooses the parser of a column.</summary>
internal static class CellParsers
{
    /// <summary>Makes the parser of a column, whose header must be right.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rules">How cells are read.</param>
    /// <param name="normalizeTypes">Whether all integers are 64 bits wide and all floats double.</param>
    public static CellParser Create(HeaderColumn column, CellRules rules, bool normalizeTypes)
    {
        var type = column.Type;
        if (column.IsArray)
        {
            return new ArrayParser(rules, type, CreateValues(column, rules));
        }
        switch (type)
        {
            case PropertyType.String:
            case PropertyType.Char:
                // Of the scalar types only text knows a quoted empty cell.
                return type == PropertyType.String
                    ? new TextParser(rules, isChar: false)
                    : new TextParser(rules with { IgnoreEmptyStrings = true }, isChar: true);
            case PropertyType.Byte:
            case PropertyType.Short:
            case PropertyType.Int:
            case PropertyType.Long:
                (long minimum, long maximum) = RangeOf(normalizeTypes ? PropertyType.Long : type);
                return new IntegerParser(rules, minimum, maximum, PropertyTypes.NameOf(type));
            case PropertyType.Float:
            case PropertyType.Double:
                return new FloatParser(rules, type == PropertyType.Float && !normalizeTypes);
            case PropertyType.Boolean:
                return new BooleanParser(rules);
            case PropertyType.Date:
                return new DateParser(rules);
            case PropertyType.DateTime:
                return new DateTimeParser(rules, ZoneOf(column, rules));
            default:
                return new ValueColumnParser(rules, CreateValues(column, rules));
        }
    }

    /// <summary>Makes the parser of a column of identifiers: integers, which have the range of their type, or text, also where they are stored as values of another type.</summary>
    public static CellParser CreateForIds(PropertyType type, CellRules rules)
    {
        if (!PropertyTypes.IsInteger(type))
        {
            return new TextParser(rules, isChar: false);
        }
        (long minimum, long maximum) = RangeOf(type);
        return new IntegerParser(rules, minimum, maximum, PropertyTypes.NameOf(type));
    }

    /// <summary>What is wrong with a property's type and options, after its name; null when nothing is.</summary>
    public static string? FindProblem(HeaderColumn column)
    {
        string problem = "";
        bool isRight = column.Type switch
        {
            PropertyType.Point => PointCells.TryReadDefaults(column, out _, out problem),
            PropertyType.Vector => VectorCells.TryReadOptions(column, out _, out _, out problem),
            PropertyType.Time or PropertyType.DateTime => TryReadZone(column, default, out _),
            _ => true,
        };
        if (isRight)
        {
            return null;
        }
        return column.Type switch
        {
            PropertyType.Vector => problem,
            PropertyType.Point => $"has options that are no point's: {problem.TrimEnd('.')}",
            _ =>
                $"has a timezone that does not exist: {column.Options[HeaderOptions.TimeZone]}{TimeZones.LackHint}",
        };
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

    /// <summary>Makes the reader of single values of a type that has no loop of its own.</summary>
    private static ValueCells CreateValues(HeaderColumn column, CellRules rules)
    {
        switch (column.Type)
        {
            case PropertyType.Point:
                Invariant.Assert(PointCells.TryReadDefaults(column, out var defaults, out _));
                return new PointCells(defaults);
            case PropertyType.Vector:
                Invariant.Assert(
                    VectorCells.TryReadOptions(column, out var type, out int dimensions, out _)
                );
                return new VectorCells(rules, type, dimensions);
            case PropertyType.Time:
            case PropertyType.DateTime:
                var zone = ZoneOf(column, rules);
                return new TemporalCells(column.Type, zone, zone.OffsetAt(rules.StartSecond));
            default:
                return new TemporalCells(column.Type, TemporalZone.Utc, 0);
        }
    }

    /// <summary>Reads the zone that a header's option gives; the default without one. False when there is no such zone.</summary>
    private static bool TryReadZone(
        HeaderColumn column,
        TemporalZone defaultZone,
        out TemporalZone zone
    )
    {
        zone = defaultZone;
        return !column.Options.TryGetValue(HeaderOptions.TimeZone, out string? name)
            || TemporalZone.TryParse(Encoding.UTF8.GetBytes(name), out zone, out _);
    }

    private static TemporalZone ZoneOf(HeaderColumn column, CellRules rules)
    {
        Invariant.Assert(TryReadZone(column, rules.DefaultZone, out var zone));
        return zone;
    }
}
