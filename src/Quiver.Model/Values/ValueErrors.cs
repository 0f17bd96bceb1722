using Quiver.Model.Status;

namespace Quiver.Model.Values;

/// <summary>The user's errors that values themselves raise.</summary>
public static class ValueErrors
{
    /// <summary>Lists or maps stand in each other deeper than is walked.</summary>
    public static CypherException NestedTooDeeply() =>
        new(
            StatusCodes.ArgumentError,
            $"Lists and maps can be nested at most {ValueNesting.MaximumDepth} deep."
        );

    /// <summary>A map, an entity or a list of several kinds where a property's value should stand.</summary>
    public static CypherException NotStorable(Value value) =>
        new(
            StatusCodes.InvalidType,
            "Property values can only be of primitive types or arrays thereof. "
                + $"Encountered: {Describe(value)}."
        );

    /// <summary>A list with null where a property's value should stand.</summary>
    public static CypherException NullInStoredList() =>
        new(
            StatusCodes.InvalidType,
            "Collections containing null values can not be stored in properties."
        );

    /// <summary>A list of lists where a property's value should stand.</summary>
    public static CypherException ListInStoredList() =>
        new(
            StatusCodes.InvalidType,
            "Collections containing collections can not be stored in properties."
        );

    /// <summary>A list of points of several systems where a property's value should stand.</summary>
    public static CypherException PointSystemsDiffer() =>
        new(
            StatusCodes.InvalidType,
            "Collections containing point values with different CRS can not be stored in properties."
        );

    /// <summary>The texts of one column come to more than an array holds.</summary>
    public static CypherException TextsTooLarge(long bytes) =>
        new(
            StatusCodes.MemoryPoolOutOfMemory,
            $"The texts of rows that are worked on at once would take {bytes} bytes; at most {Array.MaxLength} are possible."
        );

    private static string Describe(Value value) =>
        value.Kind switch
        {
            ValueKind.Map => "Map" + ValueText.Format(value),
            ValueKind.List => "List" + ValueText.Format(value),
            _ => ValueText.Format(value),
        };
}
