using System.Buffers.Text;
using System.Globalization;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Conversion;

/// <summary>The conversions between scalar types. Each gives false for a type that it does not take, and null for text that it cannot read.</summary>
internal static class Converter
{
    /// <summary>From a boolean, text (true or false in any case) or integer (0 is false).</summary>
    public static bool TryToBoolean(Value value, out Value result)
    {
        result = value.Kind switch
        {
            ValueKind.Boolean => value,
            ValueKind.Integer => Value.Boolean(value.AsInteger() != 0),
            ValueKind.String => BooleanOf(value.AsString().Trim()),
            _ => Value.Null,
        };
        return value.Kind
            is ValueKind.Boolean
                or ValueKind.Integer
                or ValueKind.String
                or ValueKind.Null;
    }

    /// <summary>From a boolean, text (a fraction is cut off), integer or float (cut off); null for text of a number outside the range.</summary>
    public static bool TryToInteger(Value value, out Value result) =>
        TryToInteger(value, out result, out _);

    /// <summary>From a boolean, text (a fraction is cut off), integer or float (cut off), with whether it is text of a number outside the range.</summary>
    public static bool TryToInteger(Value value, out Value result, out bool isTooLarge)
    {
        isTooLarge = false;
        result = value.Kind switch
        {
            ValueKind.Integer => value,
            ValueKind.Boolean => Value.Integer(value.AsBoolean() ? 1 : 0),
            ValueKind.Float => Value.Integer(Truncate(value.AsFloat())),
            ValueKind.String => IntegerOf(value.AsUtf8(), out isTooLarge),
            _ => Value.Null,
        };
        return value.Kind
            is ValueKind.Boolean
                or ValueKind.Integer
                or ValueKind.Float
                or ValueKind.String
                or ValueKind.Null;
    }

    /// <summary>From text, an integer or a float.</summary>
    public static bool TryToFloat(Value value, out Value result)
    {
        result = value.Kind switch
        {
            ValueKind.Float => value,
            ValueKind.Integer => Value.Float(value.AsInteger()),
            ValueKind.String => FloatOf(value.AsUtf8()),
            _ => Value.Null,
        };
        return value.Kind
            is ValueKind.Integer
                or ValueKind.Float
                or ValueKind.String
                or ValueKind.Null;
    }

    /// <summary>From any value except lists, maps, bytes and what stands in the graph.</summary>
    public static bool TryToText(Value value, out Value result)
    {
        bool convertible =
            value.Kind
            is not (
                ValueKind.List
                or ValueKind.Map
                or ValueKind.Node
                or ValueKind.Relationship
                or ValueKind.Path
                or ValueKind.Bytes
            );
        result =
            value.IsNull || !convertible ? Value.Null
            : value.Kind == ValueKind.String ? value
            : Value.String(ValueText.ToText(value));
        return convertible;
    }

    /// <summary>The integer nearest to zero side of a float; saturates at the ends of the range, 0 for NaN.</summary>
    public static long Truncate(double number) =>
        double.IsNaN(number) ? 0
        : number >= 9223372036854775807.0 ? long.MaxValue
        : number <= -9223372036854775808.0 ? long.MinValue
        : (long)number;

    private static Value BooleanOf(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? Value.True
        : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? Value.False
        : Value.Null;

    private static Value IntegerOf(ReadOnlySpan<byte> utf8, out bool isTooLarge)
    {
        isTooLarge = false;
        utf8 = utf8.Trim(" \t\r\n"u8);
        if (
            !utf8.IsEmpty
            && Utf8Parser.TryParse(utf8, out long integer, out int consumed)
            && consumed == utf8.Length
        )
        {
            return Value.Integer(integer);
        }
        var number = FloatOf(utf8);
        // NaN and Infinity are no text of an integer; 1e309, which is beyond the doubles, is.
        if (number.IsNull || !utf8.ContainsAnyInRange((byte)'0', (byte)'9'))
        {
            return Value.Null;
        }
        double value = number.AsFloat();
        isTooLarge = value is < -9223372036854775808.0 or >= 9223372036854775808.0;
        return isTooLarge ? Value.Null : Value.Integer((long)value);
    }

    private static Value FloatOf(ReadOnlySpan<byte> utf8)
    {
        utf8 = utf8.Trim(" \t\r\n"u8);
        const NumberStyles style =
            NumberStyles.AllowLeadingSign
            | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent;
        if (double.TryParse(utf8, style, CultureInfo.InvariantCulture, out double number))
        {
            return Value.Float(number);
        }
        return Value.Null;
    }
}
