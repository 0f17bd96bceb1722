using System.Runtime.CompilerServices;

namespace Quiver.Storage.Statistics;

/// <summary>Numbers of seven bits a byte, the lowest first; the highest bit says that another byte follows.</summary>
internal static class Varints
{
    /// <summary>What a number takes at most.</summary>
    public const int MostBytes = 10;

    private const ulong Further = 0x80;
    private const int Bits = 7;

    /// <summary>Writes a number and returns where the next thing goes: there must be room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Put(byte[] bytes, int at, ulong number)
    {
        while (number >= Further)
        {
            bytes[at++] = (byte)(number | Further);
            number >>= Bits;
        }
        bytes[at++] = (byte)number;
        return at;
    }

    /// <summary>Reads a number and moves on behind it; false when there is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int position, out ulong number)
    {
        number = 0;
        for (int shift = 0; shift < 64 && position < bytes.Length; shift += Bits)
        {
            byte next = bytes[position++];
            number |= (next & (Further - 1)) << shift;
            if (next < Further)
            {
                return true;
            }
        }
        return false;
    }
}
