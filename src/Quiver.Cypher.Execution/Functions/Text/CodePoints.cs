using System.Numerics;
using System.Runtime.InteropServices;

namespace Quiver.Cypher.Execution.Functions.Text;

/// <summary>Positions in UTF-8 text counted in code points.</summary>
internal static class CodePoints
{
    /// <summary>The number of code points.</summary>
    public static int Count(ReadOnlySpan<byte> utf8)
    {
        // A code point is one byte that is not a continuation byte (10xxxxxx).
        int continuations = 0;
        var words = MemoryMarshal.Cast<byte, ulong>(utf8);
        foreach (ulong word in words)
        {
            continuations += BitOperations.PopCount(
                (word >> 7) & ~(word >> 6) & 0x0101010101010101UL
            );
        }
        for (int i = words.Length * sizeof(ulong); i < utf8.Length; i++)
        {
            continuations += IsContinuation(utf8[i]) ? 1 : 0;
        }
        return utf8.Length - continuations;
    }

    /// <summary>The byte offset of a code point; the length of the text when it has fewer.</summary>
    public static int OffsetOf(ReadOnlySpan<byte> utf8, long index)
    {
        if (index >= utf8.Length)
        {
            return utf8.Length;
        }
        int offset = 0;
        for (long seen = 0; seen < index && offset < utf8.Length; seen++)
        {
            offset += LengthAt(utf8, offset);
        }
        return offset;
    }

    /// <summary>The number of bytes of the code point that starts at an offset.</summary>
    public static int LengthAt(ReadOnlySpan<byte> utf8, int offset)
    {
        int end = offset + 1;
        while (end < utf8.Length && IsContinuation(utf8[end]))
        {
            end++;
        }
        return end - offset;
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
