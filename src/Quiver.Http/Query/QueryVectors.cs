using System.Globalization;
using Quiver.Model.Values;

namespace Quiver.Http.Query;

/// <summary>Vectors as the Query API writes them: a coordinate type (<c>FLOAT32</c>, <c>INT8</c>, …) and each coordinate as text.</summary>
internal static class QueryVectors
{
    /// <summary>The API's name of a coordinate type.</summary>
    public static string NameOf(CoordinateType type) =>
        VectorValue.NameOf(type).Replace("INTEGER", "INT", StringComparison.Ordinal);

    /// <summary>Reads a vector; null when type or coordinates are none.</summary>
    public static VectorValue? TryParse(string? typeName, List<string> coordinates)
    {
        if (coordinates.Count is 0 or > VectorValue.MaximumDimensions)
        {
            return null;
        }
        foreach (var type in Enum.GetValues<CoordinateType>())
        {
            if (NameOf(type) == typeName)
            {
                return VectorValue.IsInteger(type)
                    ? Integers(type, coordinates)
                    : Floats(type, coordinates);
            }
        }
        return null;
    }

    private static VectorValue? Integers(CoordinateType type, List<string> coordinates)
    {
        long[] numbers = new long[coordinates.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            bool valid =
                long.TryParse(
                    coordinates[i],
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out numbers[i]
                )
                && numbers[i] >= VectorValue.MinimumOf(type)
                && numbers[i] <= VectorValue.MaximumOf(type);
            if (!valid)
            {
                return null;
            }
        }
        return VectorValue.Of(type, numbers);
    }

    private static VectorValue? Floats(CoordinateType type, List<string> coordinates)
    {
        double[] numbers = new double[coordinates.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            bool valid =
                double.TryParse(
                    coordinates[i],
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out numbers[i]
                ) && double.IsFinite(numbers[i]);
            if (!valid)
            {
                return null;
            }
        }
        return VectorValue.Of(type, numbers);
    }
}
