using System.Buffers;

namespace Quiver.Storage.Indexes;

/// <summary>Writes sorted words as a <see cref="GramRun"/>, each once.</summary>
internal static class GramRunWriter
{
    private const int MaxVarintBytes = 10;
    private const int IdsPerPiece = 4096;

    /// <summary>Appends the run.</summary>
    /// <param name="words">The words, ascending.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ReadOnlySpan<ulong> words, IBufferWriter<byte> output)
    {
        int before = 0;
        for (int from = 0; from < words.Length; )
        {
            int gram = GramSorter.GramOf(words[from]);
            int count = 1;
            int to = from + 1;
            for (; to < words.Length && GramSorter.GramOf(words[to]) == gram; to++)
            {
                count += words[to] == words[to - 1] ? 0 : 1;
            }
            var head = output.GetSpan(2 * MaxVarintBytes);
            int length = Put(head, (ulong)(gram - before));
            length += Put(head[length..], (ulong)count);
            output.Advance(length);
            WriteIds(words[from..to], output);
            before = gram;
            from = to;
        }
    }

    private static void WriteIds(ReadOnlySpan<ulong> words, IBufferWriter<byte> output)
    {
        ulong before = (words[0] >> GramSorter.IdBits) << GramSorter.IdBits;
        bool isFirst = true;
        for (int from = 0; from < words.Length; from += IdsPerPiece)
        {
            var piece = words[from..Math.Min(from + IdsPerPiece, words.Length)];
            var room = output.GetSpan(piece.Length * MaxVarintBytes);
            int length = 0;
            foreach (ulong word in piece)
            {
                if (word != before || isFirst)
                {
                    length += Put(room[length..], word - before);
                    before = word;
                    isFirst = false;
                }
            }
            output.Advance(length);
        }
    }

    private static int Put(Span<byte> room, ulong value)
    {
        int length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            room[length++] = (byte)(value | 0x80);
        }
        room[length++] = (byte)value;
        return length;
    }
}
