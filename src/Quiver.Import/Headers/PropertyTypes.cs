namespace Quiver.Import.Headers;

/// <summary>The names of property types in headers.</summary>
internal static class PropertyTypes
{
    private const string OtherNameOfString = "TextValue";

    private static readonly string[] _names =
    [
        "string",
        "char",
        "boolean",
        "byte",
        "short",
        "int",
        "long",
        "float",
        "double",
        "point",
        "date",
        "localtime",
        "time",
        "localdatetime",
        "datetime",
        "duration",
        "vector",
    ];

    /// <summary>The names in the order of <see cref="PropertyType"/>.</summary>
    public static IReadOnlyList<string> Names => _names;

    /// <summary>Finds the type of a name in any letter case. <c>TextValue</c> is another name of <c>string</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out PropertyType type)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            if (name.Equals(_names[i], StringComparison.OrdinalIgnoreCase))
            {
                type = (PropertyType)i;
                return true;
            }
        }
        type = PropertyType.String;
        return name.Equals(OtherNameOfString, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The type's name as headers write it.</summary>
    public static string NameOf(PropertyType type) => _names[(int)type];

    /// <summary>Whether arrays of the type are possible.</summary>
    public static bool HasArrays(PropertyType type) =>
        type is not (PropertyType.Char or PropertyType.Vector);

    /// <summary>Whether the type is a whole number.</summary>
    public static bool IsInteger(PropertyType type) =>
        type is PropertyType.Byte or PropertyType.Short or PropertyType.Int or PropertyType.Long;
}
