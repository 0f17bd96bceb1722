using System.Numerics;
using Quiver.Foundation;
using Quiver.Foundation.Kernels;
using Quiver.Foundation.Memory;

namespace Quiver.Storage.Segments;

/// <summary>
/// Writes the blocks of columns that have values in few rows of a segment, of which a segment may have tens of thousands: the block is one that
/// <see cref="ColumnEncoder"/> could have written, without its search for the smallest form.
/// </summary>
internal static class FewValues
{
    /// <summary>Rows that such a column is given for at most.</summary>
    public const int MostRows = 32;

    /// <summary>A row that is listed takes less than a bitmap of all rows where there are that many more.</summary>
    private const int RowsPerListed = 16;

    /// <summary>Whether a column is such.</summary>
    public static bool Takes(in ColumnInput column) =>
        column.RowCount is > 0 and <= MostRows
        && column.Type is not (ColumnType.Text or ColumnType.Mixed)
        && column.AllRows >= MostRows * RowsPerListed;

    /// <summary>Whether columns that have values in the same rows, which follow each other, can share a block.</summary>
    public static bool CanShare(in ColumnInput column) => column.Presence.IsEmpty && Takes(column);

    /// <summary>Collects the rows that have a value, and these; returns how many there are.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">Receives the rows of the segment.</param>
    /// <param name="words">Receives the values.</param>
    public static int Collect(in ColumnInput column, Span<int> rows, Span<long> words)
    {
        Invariant.Assert(
            column.FirstRow >= 0 && column.FirstRow + column.RowCount <= column.AllRows
        );
        ulong present = ulong.MaxValue >> (64 - column.RowCount);
        present &= column.Presence.IsEmpty ? ulong.MaxValue : column.Presence[0];
        int count = 0;
        for (; present != 0; present &= present - 1)
        {
            int row = BitOperations.TrailingZeroCount(present);
            rows[count] = column.FirstRow + row;
            words[count++] = column.Words[row];
        }
        return count;
    }

    /// <summary>Writes a block of several columns, for which <see cref="CanShare"/> holds.</summary>
    /// <param name="columns">The first column, its words followed by those of the others.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="words">What writes words.</param>
    /// <param name="output">Where to.</param>
    public static void WriteShared(
        in ColumnInput columns,
        int count,
        WordSectionEncoder words,
        NativeBuffer output
    )
    {
        Span<int> rows = stackalloc int[MostRows];
        for (int i = 0; i < columns.RowCount; i++)
        {
            rows[i] = columns.FirstRow + i;
        }
        WriteStart(columns.Type, ContentForm.SharedWords, output);
        PresenceWriter.WriteRows(rows[..columns.RowCount], columns.AllRows, output);
        output.Write(count);
        output.Write(0);
        words.Encode(columns.Words, output);
    }

    /// <summary>Writes the block.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">The rows that have a value, at least one.</param>
    /// <param name="words">The values.</param>
    /// <param name="output">Where to.</param>
    public static void Write(
        in ColumnInput column,
        ReadOnlySpan<int> rows,
        ReadOnlySpan<long> words,
        NativeBuffer output
    )
    {
        WriteStart(column.Type, ContentForm.Words, output);
        PresenceWriter.WriteRows(rows, column.AllRows, output);
        long min = words[0];
        long max = words[0];
        foreach (long word in words)
        {
            min = Math.Min(min, word);
            max = Math.Max(max, word);
        }
        if (min == max)
        {
            WordSectionEncoder.WriteHeader(
                output,
                (WordEncoding.Constant, 0),
                words.Length,
                min,
                (0, 0)
            );
            return;
        }
        int width = PackedBits.WidthOf((ulong)(max - min));
        WordSectionEncoder.WritePacked(words, (width, width == 64 ? 0 : min), output);
    }

    private static void WriteStart(ColumnType type, ContentForm form, NativeBuffer output) =>
        output.Write((ulong)BlockKind.Column | ((ulong)type << 8) | ((ulong)form << 16));
}
