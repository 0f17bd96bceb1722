using System.Buffers;
using System.Runtime.InteropServices;
using Quiver.Foundation;
using Quiver.Import.Values;
using Quiver.Model.Values;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>Joins pieces of columns to one column. Where they hold different types the result is mixed.</summary>
/// <remarks>Unsafe: raw copies between buffers that this code has just made room in.</remarks>
internal static unsafe class ColumnMerge
{
    /// <summary>Joins the pieces, which together have so many rows.</summary>
    public static void Merge(ReadOnlySpan<ColumnPiece> pieces, int rowCount, ColumnChunk result)
    {
        var type = CommonType(pieces, out long bytes, out bool isUniform);
        if (!isUniform)
        {
            MergeMixed(pieces, rowCount, result);
            return;
        }
        if (bytes >= int.MaxValue)
        {
            throw ImportErrors.ColumnTooLarge(bytes);
        }
        result.Begin(type, rowCount, bytes);
        new Span<ulong>(result.Presence, (rowCount + 63) / 64).Clear();
        int row = 0;
        int end = 0;
        foreach (var piece in pieces)
        {
            if (result.HoldsWords)
            {
                CopyWords(piece, result, row);
            }
            else
            {
                CopyBytes(piece, result, row, ref end);
            }
            CopyPresence(piece, result.Presence, row);
            row += piece.Count;
        }
        Invariant.Assert(row == rowCount);
        if (!result.HoldsWords)
        {
            result.Offsets[rowCount] = end;
        }
        result.End(CountPresent(result.Presence, rowCount));
    }

    /// <summary>Puts the rows of a column into another order: row i of the result is row order[i] of the source.</summary>
    public static void Permute(ColumnChunk source, ReadOnlySpan<int> order, ColumnChunk result)
    {
        long bytes = source.HoldsWords ? 0 : source.Offsets[source.RowCount];
        result.Begin(source.Type, order.Length, bytes);
        var presence = new PresenceBits(result.Presence);
        if (source.HoldsWords)
        {
            for (int row = 0; row < order.Length; row++)
            {
                result.Words[row] = source.Words[order[row]];
                presence.Append(source.IsPresent(order[row]));
            }
        }
        else
        {
            int end = 0;
            for (int row = 0; row < order.Length; row++)
            {
                result.Offsets[row] = end;
                var content = source.BytesOf(order[row]);
                content.CopyTo(new Span<byte>(result.Bytes + end, content.Length));
                end += content.Length;
                presence.Append(source.IsPresent(order[row]));
            }
            result.Offsets[order.Length] = end;
        }
        presence.Finish();
        result.End(presence.Count);
    }

    private static ColumnType CommonType(
        ReadOnlySpan<ColumnPiece> pieces,
        out long bytes,
        out bool isUniform
    )
    {
        ColumnType? type = null;
        bytes = 0;
        isUniform = true;
        foreach (var (column, from, count) in pieces)
        {
            if (column is null)
            {
                continue;
            }
            isUniform &= type is null || type == column.Type;
            type = column.Type;
            if (!column.HoldsWords)
            {
                bytes += column.Offsets[from + count] - column.Offsets[from];
            }
        }
        Invariant.Assert(type is not null);
        return type.Value;
    }

    private static void CopyWords(ColumnPiece piece, ColumnChunk result, int row)
    {
        // Words of absent rows mean nothing: nobody reads them.
        if (piece.Column is not null)
        {
            var target = new Span<long>(result.Words + row, piece.Count);
            new ReadOnlySpan<long>(piece.Column.Words + piece.From, piece.Count).CopyTo(target);
        }
    }

    private static void CopyBytes(ColumnPiece piece, ColumnChunk result, int row, ref int end)
    {
        int* target = result.Offsets + row;
        if (piece.Column is null)
        {
            new Span<int>(target, piece.Count).Fill(end);
            return;
        }
        int* source = piece.Column.Offsets + piece.From;
        int shift = end - source[0];
        for (int i = 0; i < piece.Count; i++)
        {
            target[i] = source[i] + shift;
        }
        int length = source[piece.Count] - source[0];
        NativeMemory.Copy(piece.Column.Bytes + source[0], result.Bytes + end, (nuint)length);
        end += length;
    }

    private static void CopyPresence(ColumnPiece piece, ulong* target, int row)
    {
        if (piece.Column is null)
        {
            return;
        }
        ulong* source = piece.Column.Presence;
        for (int done = 0; done < piece.Count; )
        {
            int from = piece.From + done;
            int to = row + done;
            int count = Math.Min(64 - (to & 63), Math.Min(64 - (from & 63), piece.Count - done));
            ulong bits = source[from >> 6] >> (from & 63);
            bits &= count == 64 ? ulong.MaxValue : (1UL << count) - 1;
            target[to >> 6] |= bits << (to & 63);
            done += count;
        }
    }

    private static int CountPresent(ulong* presence, int rowCount)
    {
        int count = 0;
        for (int i = 0; i < (rowCount + 63) / 64; i++)
        {
            count += System.Numerics.BitOperations.PopCount(presence[i]);
        }
        return count;
    }

    private static void MergeMixed(
        ReadOnlySpan<ColumnPiece> pieces,
        int rowCount,
        ColumnChunk result
    )
    {
        var content = new ArrayBufferWriter<byte>();
        result.Begin(ColumnType.Mixed, rowCount, 0);
        var presence = new PresenceBits(result.Presence);
        int row = 0;
        foreach (var (column, from, count) in pieces)
        {
            for (int i = from; i < from + count; i++)
            {
                result.Offsets[row++] = content.WrittenCount;
                bool isPresent = column is not null && column.IsPresent(i);
                if (isPresent)
                {
                    WriteValue(column!, i, content);
                }
                presence.Append(isPresent);
            }
        }
        result.Offsets[rowCount] = content.WrittenCount;
        presence.Finish();
        result.End(presence.Count);
        byte* bytes = result.GrowBytes(0, content.WrittenCount);
        content.WrittenSpan.CopyTo(new Span<byte>(bytes, content.WrittenCount));
    }

    private static void WriteValue(ColumnChunk column, int row, ArrayBufferWriter<byte> writer)
    {
        switch (column.Type)
        {
            case ColumnType.Mixed:
                writer.Write(column.BytesOf(row));
                break;
            case ColumnType.Text:
                ValueBinary.Write(Value.Utf8(column.BytesOf(row)), writer);
                break;
            default:
                ValueBinary.Write(Value.FromBits(KindOf(column.Type), column.Words[row]), writer);
                break;
        }
    }

    private static ValueKind KindOf(ColumnType type) =>
        type switch
        {
            ColumnType.Boolean => ValueKind.Boolean,
            ColumnType.Integer => ValueKind.Integer,
            ColumnType.Float => ValueKind.Float,
            _ => ValueKind.Date,
        };
}
