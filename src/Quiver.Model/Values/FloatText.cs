using System.Globalization;
using System.Text;

namespace Quiver.Model.Values;

/// <summary>Floats as Java prints them, which is how every client of Neo4j knows them: 1.0, 0.001, 1.0E7, 1.0E-4, NaN, Infinity.</summary>
public static class FloatText
{
    /// <summary>The most bytes of a text.</summary>
    public const int MaxLength = 32;

    private const double PlainFrom = 1e-3;
    private const double PlainBelow = 1e7;

    /// <summary>The shortest text that reads back as the same double, with at least one digit behind the point.</summary>
    public static string Format(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }
        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }
        if (value == 0)
        {
            return double.IsNegative(value) ? "-0.0" : "0.0";
        }
        double magnitude = Math.Abs(value);
        Span<char> digits = stackalloc char[20];
        int count = ShortestDigits(magnitude, digits, out int exponent);
        var text = new StringBuilder(26);
        if (value < 0)
        {
            text.Append('-');
        }
        if (magnitude is >= PlainFrom and < PlainBelow)
        {
            AppendPlain(text, digits[..count], exponent);
        }
        else
        {
            text.Append(digits[0]).Append('.');
            text.Append(count > 1 ? digits[1..count] : "0");
            text.Append(CultureInfo.InvariantCulture, $"E{exponent}");
        }
        return text.ToString();
    }

    /// <summary>Writes the same text as UTF-8; returns its length, which is at most <see cref="MaxLength"/>.</summary>
    public static int Format(double value, Span<byte> utf8)
    {
        // Within these bounds .NET prints the same digits, without a fraction where that is zero.
        if (Math.Abs(value) is >= PlainFrom and < PlainBelow)
        {
            value.TryFormat(utf8, out int length, "R", CultureInfo.InvariantCulture);
            if (!utf8[..length].Contains((byte)'.'))
            {
                ".0"u8.CopyTo(utf8[length..]);
                length += 2;
            }
            return length;
        }
        return Encoding.ASCII.GetBytes(Format(value), utf8);
    }

    // The value is d.ddd times ten to the exponent.
    private static void AppendPlain(StringBuilder text, ReadOnlySpan<char> digits, int exponent)
    {
        if (exponent < 0)
        {
            text.Append("0.").Append('0', -exponent - 1).Append(digits);
            return;
        }
        int whole = Math.Min(exponent + 1, digits.Length);
        text.Append(digits[..whole]).Append('0', exponent + 1 - whole).Append('.');
        text.Append(whole < digits.Length ? digits[whole..] : "0");
    }

    private static int ShortestDigits(double magnitude, Span<char> digits, out int exponent)
    {
        Span<char> text = stackalloc char[32];
        magnitude.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        int count = TakeApart(text[..length], digits, out exponent);
        if (count > 1)
        {
            return count;
        }
        // Of numbers that one digit tells apart Java prints the nearest one of two digits: 4.9E-324, not 5E-324.
        magnitude.TryFormat(text, out length, "E1", CultureInfo.InvariantCulture);
        return double.Parse(text[..length], CultureInfo.InvariantCulture) == magnitude
            ? TakeApart(text[..length], digits, out exponent)
            : count;
    }

    // Gives the digits of "ddd.dddE±ddd" without zeros at either end, to be read as d.ddd times ten to the exponent.
    private static int TakeApart(ReadOnlySpan<char> text, Span<char> digits, out int exponent)
    {
        int mark = text.IndexOf('E');
        var mantissa = mark < 0 ? text : text[..mark];
        exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.');
        exponent += (point < 0 ? mantissa.Length : point) - 1;
        int count = 0;
        foreach (char c in mantissa)
        {
            if (c == '0' && count == 0)
            {
                exponent--;
            }
            else if (c != '.')
            {
                digits[count++] = c;
            }
        }
        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }
        return count;
    }
}
