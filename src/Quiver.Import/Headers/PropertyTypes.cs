using System.Collections.Frozen;

namespace Quiver.Import.Headers;

/// <summary>The names of property types in headers.</summary>
internal static class PropertyTypes
{
    private static readonly FrozenDictionary<string, PropertyType> ByName = Names();

    /// <summary>Finds the type of a name in any letter case. <c>TextValue</c> is another name of <c>string</c>.</summary>
    public static bool TryParse(string name, out PropertyType type) =>
        ByName.TryGetValue(name, out type);

    /// <summary>The type's name as headers write it.</summary>
    public static string NameOf(PropertyType type) => type.ToString().ToLowerInvariant();

    /// <summary>Whether arrays of the type are possible.</summary>
    public static bool HasArrays(PropertyType type) =>
        type is not (PropertyType.Char or PropertyType.Vector);

    /// <summary>Whether the type is a whole number.</summary>
    public static bool IsInteger(PropertyType type) =>
        type is PropertyType.Byte or PropertyType.Short or PropertyType.Int or PropertyType.Long;

    private static FrozenDictionary<string, PropertyType> Names()
    {
        var names = new Dictionary<string, PropertyType>(StringComparer.OrdinalIgnoreCase)
        {
            ["TextValue"] = PropertyType.String,
        };
        foreach (var type in Enum.GetValues<PropertyType>())
        {
            names.Add(NameOf(type), type);
        }
        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
