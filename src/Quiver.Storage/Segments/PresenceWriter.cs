using System.Numerics;
using Quiver.Foundation;
using Quiver.Foundation.Memory;

namespace Quiver.Storage.Segments;

/// <summary>Writes the presence sections that <see cref="Presence"/> reads, each in its smallest form.</summary>
internal static class PresenceWriter
{
    /// <summary>Counts the bits of the first rows; bits beyond them are ignored.</summary>
    public static int Count(ReadOnlySpan<ulong> bits, int rows)
    {
        int count = 0;
        for (int word = 0; word < rows / 64; word++)
        {
            count += BitOperations.PopCount(bits[word]);
        }
        return rows % 64 == 0
            ? count
            : count + BitOperations.PopCount(bits[rows / 64] & ((1UL << (rows % 64)) - 1));
    }

    /// <summary>Writes a section that lists all rows.</summary>
    public static void WriteAll(int rows, NativeBuffer output) =>
        WriteHeader(PresenceKind.All, rows, rows, output);

    /// <summary>Writes a section.</summary>
    /// <param name="bits">One bit a row.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="count">How many of them are listed.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ReadOnlySpan<ulong> bits, int rows, int count, NativeBuffer output)
    {
        Invariant.Assert(bits.Length >= (rows + 63) / 64);
        int words = (rows + 63) / 64;
        if (count == rows)
        {
            WriteAll(rows, output);
        }
        else if (IsListSmaller(rows, count))
        {
            WriteHeader(PresenceKind.List, rows, count, output);
            WriteList(bits[..words], rows, output);
        }
        else
        {
            WriteHeader(PresenceKind.Bitmap, rows, count, output);
            WriteBitmap(bits[..words], rows, output);
        }
    }

    /// <summary>Writes a section of rows that are listed, ascending.</summary>
    public static void WriteRows(ReadOnlySpan<int> listed, int rows, NativeBuffer output)
    {
        Invariant.Assert(rows <= SegmentLayout.RowsPerSegment);
        if (listed.Length == rows)
        {
            WriteAll(rows, output);
        }
        else if (IsListSmaller(rows, listed.Length))
        {
            WriteHeader(PresenceKind.List, rows, listed.Length, output);
            foreach (int row in listed)
            {
                output.Write((ushort)row);
            }
            output.AlignTo(8);
        }
        else
        {
            Span<ulong> bits = stackalloc ulong[(rows + 63) / 64];
            bits.Clear();
            foreach (int row in listed)
            {
                bits[row >> 6] |= 1UL << (row & 63);
            }
            WriteHeader(PresenceKind.Bitmap, rows, listed.Length, output);
            WriteBitmap(bits, rows, output);
        }
    }

    private static bool IsListSmaller(int rows, int count) =>
        count * sizeof(ushort) < (rows + 63) / 64 * (sizeof(ulong) + sizeof(ushort));

    private static void WriteHeader(PresenceKind kind, int rows, int count, NativeBuffer output)
    {
        output.Write((int)kind);
        output.Write(rows);
        output.Write(count);
        output.Write(0);
    }

    private static void WriteList(ReadOnlySpan<ulong> bits, int rows, NativeBuffer output)
    {
        for (int word = 0; word < bits.Length; word++)
        {
            for (ulong left = Masked(bits, word, rows); left != 0; left &= left - 1)
            {
                output.Write((ushort)(word * 64 + BitOperations.TrailingZeroCount(left)));
            }
        }
        output.AlignTo(8);
    }

    private static void WriteBitmap(ReadOnlySpan<ulong> bits, int rows, NativeBuffer output)
    {
        for (int word = 0; word < bits.Length; word++)
        {
            output.Write(Masked(bits, word, rows));
        }
        int before = 0;
        for (int word = 0; word < bits.Length; word++)
        {
            output.Write((ushort)before);
            before += BitOperations.PopCount(Masked(bits, word, rows));
        }
        output.AlignTo(8);
    }

    private static ulong Masked(ReadOnlySpan<ulong> bits, int word, int rows) =>
        word == rows / 64 ? bits[word] & ((1UL << (rows % 64)) - 1) : bits[word];
}
