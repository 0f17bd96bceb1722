using System.Globalization;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Vectors;

/// <summary>vector: numbers, or the text of a list of numbers, as a vector of a type and dimension.</summary>
internal static class VectorConstruction
{
    /// <summary>Makes a vector of a call's value, dimension and type.</summary>
    public static Value Construct(in FunctionCall call)
    {
        var type =
            VectorValue.TypeNamed(call.Text(2))
            ?? throw RuntimeErrors.InvalidArgument(
                $"Unknown coordinate type '{call.Text(2)}' of a VECTOR."
            );
        long dimension = call.Integer(1);
        if (dimension is < 1 or > VectorValue.MaximumDimensions)
        {
            throw RuntimeErrors.InvalidArgument(
                $"The dimension of a VECTOR must be between 1 and {VectorValue.MaximumDimensions}, got: {dimension}."
            );
        }
        var numbers = call[0].Kind == ValueKind.String ? Read(call) : Numbers(call);
        if (numbers.Length != dimension)
        {
            throw RuntimeErrors.InvalidArgument(
                $"A VECTOR of dimension {dimension} needs as many numbers, got {numbers.Length}."
            );
        }
        return Value.Vector(
            VectorValue.IsInteger(type) ? OfIntegers(numbers, type) : OfFloats(numbers, type)
        );
    }

    private static Value[] Numbers(in FunctionCall call)
    {
        if (call[0].Kind == ValueKind.Vector)
        {
            return VectorElements.Of(call[0].AsVector());
        }
        var list = call.List(0);
        foreach (var element in list.AsSpan())
        {
            if (!element.IsNumber)
            {
                throw call.Unexpected(0, "a LIST<INTEGER | FLOAT> or STRING");
            }
        }
        return list.AsSpan().ToArray();
    }

    private static Value[] Read(in FunctionCall call)
    {
        var text = call.Text(0).AsSpan().Trim();
        if (text.Length < 2 || text[0] != '[' || text[^1] != ']')
        {
            throw call.Unexpected(0, "a list of numbers as STRING");
        }
        text = text[1..^1];
        var numbers = new List<Value>();
        foreach (var range in text.Split(','))
        {
            var part = text[range].Trim();
            if (
                long.TryParse(
                    part,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out long whole
                )
            )
            {
                numbers.Add(Value.Integer(whole));
            }
            else if (
                double.TryParse(
                    part,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out double number
                )
            )
            {
                numbers.Add(Value.Float(number));
            }
            else
            {
                throw call.Unexpected(0, "a list of numbers as STRING");
            }
        }
        return [.. numbers];
    }

    private static VectorValue OfIntegers(Value[] numbers, CoordinateType type)
    {
        long[] coordinates = new long[numbers.Length];
        for (int i = 0; i < coordinates.Length; i++)
        {
            bool fits = true;
            if (numbers[i].Kind == ValueKind.Integer)
            {
                coordinates[i] = numbers[i].AsInteger();
            }
            else
            {
                double number = Math.Truncate(numbers[i].AsFloat());
                fits = number >= long.MinValue && number < -(double)long.MinValue;
                coordinates[i] = fits ? (long)number : 0;
            }
            if (
                !fits
                || coordinates[i] < VectorValue.MinimumOf(type)
                || coordinates[i] > VectorValue.MaximumOf(type)
            )
            {
                throw Overflow(numbers[i], type);
            }
        }
        return VectorValue.Of(type, coordinates);
    }

    private static VectorValue OfFloats(Value[] numbers, CoordinateType type)
    {
        double[] coordinates = new double[numbers.Length];
        for (int i = 0; i < coordinates.Length; i++)
        {
            coordinates[i] = numbers[i].AsNumber();
            bool fits =
                type == CoordinateType.Float32
                    ? float.IsFinite((float)coordinates[i])
                    : double.IsFinite(coordinates[i]);
            if (!fits)
            {
                throw Overflow(numbers[i], type);
            }
        }
        return VectorValue.Of(type, coordinates);
    }

    private static Exception Overflow(Value number, CoordinateType type) =>
        RuntimeErrors.InvalidArgument(
            $"{ValueText.ToText(number)} is outside the range of a VECTOR's {VectorValue.NameOf(type)} coordinates."
        );
}
