using System.Numerics;

namespace Quiver.Import.Values;

/// <summary>Reads floating-point numbers in hexadecimal as Java writes them: <c>0x1.8p3</c> is 12.</summary>
internal static class HexFloat
{
    private const int MantissaBits = 53;
    private const int SmallestNormalExponent = -1022;
    private const int LargestExponent = 1023;
    private const int ExponentLimit = 100_000_000;

    /// <summary>Digits kept exactly; of further ones it only counts whether any is not zero.</summary>
    private const int KeptDigits = 15;

    /// <summary>Reads a number, correctly rounded; false when it is not of that form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double number)
    {
        number = 0;
        bool isNegative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            text = text[1..];
        }
        int power = text.IndexOfAny((byte)'p', (byte)'P');
        if (power < 0 || text is not [(byte)'0', (byte)'x' or (byte)'X', ..])
        {
            return false;
        }
        if (
            !TryParseDigits(text[2..power], out ulong mantissa, out long exponent)
            || !TryParseExponent(text[(power + 1)..], out long written)
        )
        {
            return false;
        }
        number = Round(mantissa, exponent + written);
        number = isNegative ? -number : number;
        return true;
    }

    /// <summary>Reads hexadecimal digits with at most one point as mantissa × 2^exponent; bits that do not fit set the last bit.</summary>
    private static bool TryParseDigits(
        ReadOnlySpan<byte> text,
        out ulong mantissa,
        out long exponent
    )
    {
        mantissa = 0;
        exponent = 0;
        int kept = 0;
        int count = 0;
        bool hasPoint = false;
        bool hasMore = false;
        foreach (byte b in text)
        {
            if (b == '.' && !hasPoint)
            {
                hasPoint = true;
                continue;
            }
            if (!char.IsAsciiHexDigit((char)b))
            {
                return false;
            }
            count++;
            uint digit = char.IsAsciiDigit((char)b) ? (uint)b - '0' : ((uint)b | 0x20) - 'a' + 10;
            bool isKept = kept < KeptDigits;
            if (isKept)
            {
                mantissa = (mantissa << 4) | digit;
                kept += mantissa == 0 ? 0 : 1;
            }
            hasMore |= !isKept && digit != 0;
            exponent += (isKept ? 0 : 4) - (hasPoint ? 4 : 0);
        }
        mantissa = (mantissa << 1) | (hasMore ? 1UL : 0);
        exponent--;
        return count > 0;
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out long exponent)
    {
        exponent = 0;
        bool isNegative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is (byte)'-' or (byte)'+')
        {
            text = text[1..];
        }
        foreach (byte b in text)
        {
            if (!char.IsAsciiDigit((char)b))
            {
                return false;
            }
            exponent = Math.Min(ExponentLimit, (exponent * 10) + (b - '0'));
        }
        exponent = isNegative ? -exponent : exponent;
        return text.Length > 0;
    }

    /// <summary>The double nearest to mantissa × 2^exponent, of two equally near ones the even.</summary>
    private static double Round(ulong mantissa, long exponent)
    {
        if (mantissa == 0)
        {
            return 0;
        }
        int bits = 64 - BitOperations.LeadingZeroCount(mantissa);
        long highest = exponent + bits - 1;
        if (highest > LargestExponent)
        {
            return double.PositiveInfinity;
        }
        // Below the normal range every halving costs a bit.
        long precision = MantissaBits - Math.Max(0, SmallestNormalExponent - highest);
        if (precision < 0)
        {
            return 0;
        }
        int shift = (int)Math.Max(0, bits - precision);
        ulong kept = shift == 64 ? 0 : mantissa >> shift;
        ulong rest = mantissa - (shift == 64 ? 0 : kept << shift);
        ulong half = shift == 0 ? 0 : 1UL << (shift - 1);
        bool isUp = shift > 0 && (rest > half || (rest == half && (kept & 1) != 0));
        return Math.ScaleB(kept + (isUp ? 1UL : 0), (int)(exponent + shift));
    }
}
