using System.Runtime.CompilerServices;

namespace Quiver.Import.Values;

/// <summary>The number forms of <see cref="Model.Values.ValueBinary"/>, written to raw memory by parsers that know their type beforehand.</summary>
/// <remarks>Unsafe: the destination must have room for <see cref="MaximumBytes"/>.</remarks>
internal static unsafe class VarintWriter
{
    /// <summary>Bytes of the longest number.</summary>
    public const int MaximumBytes = 10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* WriteUnsigned(byte* destination, ulong number)
    {
        while (number >= 0x80)
        {
            *destination++ = (byte)(number | 0x80);
            number >>= 7;
        }
        *destination++ = (byte)number;
        return destination;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* WriteSigned(byte* destination, long number) =>
        WriteUnsigned(destination, (ulong)((number << 1) ^ (number >> 63)));
}
