using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Quiver.Import.Values;

/// <summary>Decimal digits to integers, sixteen at a time.</summary>
/// <remarks>Unsafe: reads the sixteen bytes that end with the text, so that many before it must be readable.</remarks>
internal static unsafe class DigitParsing
{
    private const int LaneCount = 16;
    private const long HighPart = 100_000_000;

    /// <summary>Reads 1 to 16 ASCII digits; false when any byte is something else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryParse(byte* text, int length, out long number)
    {
        if (Sse41.IsSupported)
        {
            // Lanes before the text become 0, which as leading zeros change nothing.
            var digits = Vector128.Load(text + length - LaneCount) - Vector128.Create((byte)'0');
            digits &= Vector128.GreaterThanOrEqual(
                Vector128<byte>.Indices,
                Vector128.Create((byte)(LaneCount - length))
            );
            if (Vector128.GreaterThanAny(digits, Vector128.Create((byte)9)))
            {
                number = 0;
                return false;
            }
            var pairs = Ssse3.MultiplyAddAdjacent(
                digits,
                Vector128.Create((ushort)0x010A).AsSByte()
            );
            var fours = Sse2.MultiplyAddAdjacent(pairs, Vector128.Create(0x0001_0064).AsInt16());
            var packed = Sse41.PackUnsignedSaturate(fours, fours);
            var eights = Sse2.MultiplyAddAdjacent(
                packed.AsInt16(),
                Vector128.Create(0x0001_2710).AsInt16()
            );
            number = ((long)eights.GetElement(0) * HighPart) + eights.GetElement(1);
            return true;
        }
        return TryParseScalar(text, length, out number);
    }

    /// <summary>The same, digit by digit.</summary>
    public static bool TryParseScalar(byte* text, int length, out long number)
    {
        number = 0;
        for (int i = 0; i < length; i++)
        {
            uint digit = (uint)text[i] - '0';
            if (digit > 9)
            {
                return false;
            }
            number = (number * 10) + digit;
        }
        return true;
    }
}
