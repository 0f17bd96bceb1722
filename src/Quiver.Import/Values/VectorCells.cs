using System.Globalization;
using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Model.Values;

namespace Quiver.Import.Values;

/// <summary>Reads vectors: coordinates between vector delimiters, as many as the header says. One per thread.</summary>
internal sealed class VectorCells : ValueCells
{
    private readonly CoordinateType _type;
    private readonly CsvCharacter _delimiter;
    private readonly byte[] _separator;
    private readonly IntegerParser _integers;
    private readonly FloatParser _floats;
    private readonly double[] _floatCoordinates;
    private readonly long[] _integerCoordinates;

    public VectorCells(CellRules rules, CoordinateType type, int dimensions)
    {
        _type = type;
        _delimiter = rules.VectorDelimiter;
        _separator = _delimiter.ToUtf8();
        _integers = new IntegerParser(
            rules,
            VectorValue.MinimumOf(type),
            VectorValue.MaximumOf(type),
            PropertyTypes.NameOf(ElementOf(type))
        );
        _floats = new FloatParser(rules, type == CoordinateType.Float32);
        _floatCoordinates = new double[dimensions];
        _integerCoordinates = new long[dimensions];
    }

    private int Dimensions => _floatCoordinates.Length;

    /// <summary>Reads what a header's options say about vectors; false with the reason.</summary>
    public static bool TryReadOptions(
        HeaderColumn column,
        out CoordinateType type,
        out int dimensions,
        out string problem
    )
    {
        type = default;
        dimensions = 0;
        problem = "";
        if (
            !column.Options.TryGetValue(HeaderOptions.CoordinateType, out string? typeName)
            || !column.Options.TryGetValue(HeaderOptions.Dimensions, out string? count)
        )
        {
            problem =
                "needs both options of a vector, as in vector{coordinateType: float, dimensions: 3}";
            return false;
        }
        if (
            !PropertyTypes.TryParse(typeName, out var element)
            || TypeOf(element) is not { } coordinates
        )
        {
            problem =
                $"has the unknown coordinateType '{typeName}'; it is byte, short, int, long, float or double";
            return false;
        }
        type = coordinates;
        bool isCount =
            int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out dimensions)
            && dimensions is >= 1 and <= VectorValue.MaximumDimensions;
        if (!isCount)
        {
            problem =
                $"has dimensions '{count}'; they are a number from 1 to {VectorValue.MaximumDimensions}";
        }
        return isCount;
    }

    public override bool TryRead(ReadOnlySpan<byte> content, out Value value, out string problem)
    {
        value = default;
        problem = "";
        int count = content.Count(_separator) + 1;
        if (count != Dimensions)
        {
            problem =
                $"has {count} coordinates where {Dimensions} should be, between {CsvCharacter.Describe(_delimiter)}";
            return false;
        }
        bool isInteger = VectorValue.IsInteger(_type);
        try
        {
            for (int i = 0; i < count; i++)
            {
                int at = content.IndexOf(_separator);
                var coordinate = CsvCell.Trim(at < 0 ? content : content[..at]);
                content = at < 0 ? [] : content[(at + _separator.Length)..];
                if (isInteger)
                {
                    _integerCoordinates[i] = _integers.ParseOne(0, coordinate);
                }
                else
                {
                    _floatCoordinates[i] = _floats.ParseOne(0, coordinate);
                }
            }
        }
        catch (CellException e)
        {
            problem = $"is not a vector: coordinate {e.Message}";
            return false;
        }
        value = Value.Vector(
            isInteger
                ? VectorValue.Of(_type, _integerCoordinates)
                : VectorValue.Of(_type, _floatCoordinates)
        );
        return true;
    }

    private static CoordinateType? TypeOf(PropertyType type) =>
        type switch
        {
            PropertyType.Byte => CoordinateType.Integer8,
            PropertyType.Short => CoordinateType.Integer16,
            PropertyType.Int => CoordinateType.Integer32,
            PropertyType.Long => CoordinateType.Integer64,
            PropertyType.Float => CoordinateType.Float32,
            PropertyType.Double => CoordinateType.Float64,
            _ => null,
        };

    private static PropertyType ElementOf(CoordinateType type) =>
        type switch
        {
            CoordinateType.Integer8 => PropertyType.Byte,
            CoordinateType.Integer16 => PropertyType.Short,
            CoordinateType.Integer32 => PropertyType.Int,
            CoordinateType.Integer64 => PropertyType.Long,
            CoordinateType.Float32 => PropertyType.Float,
            _ => PropertyType.Double,
        };
}
