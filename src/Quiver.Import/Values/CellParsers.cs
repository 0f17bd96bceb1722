using Quiver.Import.Headers;

namespace Quiver.Import.Values;

/// <summary>Chooses the parser of a column.</summary>
internal static class CellParsers
{
    /// <summary>Whether a property type can be imported.</summary>
    public static bool IsSupported(PropertyType type, bool isArray) =>
        type
            is PropertyType.String
                or PropertyType.Byte
                or PropertyType.Short
                or PropertyType.Int
                or PropertyType.Long
                or PropertyType.Float
                or PropertyType.Double
                or PropertyType.Boolean
                or PropertyType.Date
        || (!isArray && type is PropertyType.Char or PropertyType.DateTime);

    /// <summary>Makes the parser of a column.</summary>
    /// <param name="type">The type of the values.</param>
    /// <param name="isArray">Whether cells are arrays of them.</param>
    /// <param name="rules">How cells are read.</param>
    /// <param name="normalizeTypes">Whether all integers are 64 bits wide and all floats double.</param>
    public static CellParser Create(
        PropertyType type,
        bool isArray,
        CellRules rules,
        bool normalizeTypes
    )
    {
        if (isArray)
        {
            return new ArrayParser(rules, type);
        }
        switch (type)
        {
            case PropertyType.String:
            case PropertyType.Char:
                return new TextParser(rules, type == PropertyType.Char && !normalizeTypes);
            case PropertyType.Float:
            case PropertyType.Double:
                return new FloatParser(rules, type == PropertyType.Float && !normalizeTypes);
            case PropertyType.Boolean:
                return new BooleanParser(rules);
            case PropertyType.Date:
                return new DateParser(rules);
            case PropertyType.DateTime:
                return new DateTimeParser(rules);
            default:
                (long minimum, long maximum) = RangeOf(normalizeTypes ? PropertyType.Long : type);
                return new IntegerParser(rules, minimum, maximum, NameOf(type));
        }
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
}
