using System.Numerics;
using Quiver.Foundation;
using Quiver.Foundation.Kernels;
using Quiver.Foundation.Memory;
using Quiver.Storage.Statistics;

namespace Quiver.Storage.Segments;

/// <summary>Writes the column blocks that <see cref="ColumnBlock"/> reads. One per thread; its memory is reused.</summary>
internal sealed class ColumnEncoder
{
    private const int SampleSize = 1024;
    private const int MaxSampleDistinct = 512;
    private const int MinDictionaryRows = 1024;

    private readonly WordSectionEncoder _words = new();
    private readonly TextDictionary _dictionary = new();
    private long[] _compact = [];
    private long[] _codes = [];
    private int[] _rows = [];

    /// <summary>What writes words.</summary>
    public WordSectionEncoder Words => _words;

    /// <summary>Writes a block, or nothing when no row has a value; returns how many rows have one.</summary>
    public int Encode(in ColumnInput column, NativeBuffer output, DistinctSketch? sketch)
    {
        int rows = column.RowCount;
        Invariant.Assert(rows > 0 && column.AllRows <= SegmentLayout.RowsPerSegment);
        Invariant.Assert(column.FirstRow >= 0 && column.FirstRow + rows <= column.AllRows);
        int count = column.Presence.IsEmpty ? rows : PresenceWriter.Count(column.Presence, rows);
        if (count == 0)
        {
            return 0;
        }
        long start = output.Length;
        if (column.Type is ColumnType.Text or ColumnType.Mixed)
        {
            EncodeText(column, count, output, sketch);
        }
        else
        {
            WriteStart(column, ContentForm.Words, count, output);
            _words.Encode(Compact(column, count), output, sketch: sketch);
        }
        long bytes = output.Length - start;
        if (bytes > BlockLimits.MaxBlockBytes)
        {
            throw BlockErrors.TooLarge("A property", bytes);
        }
        return count;
    }

    private void WriteStart(in ColumnInput column, ContentForm form, int count, NativeBuffer output)
    {
        output.Write((ulong)BlockKind.Column | (ulong)column.Type << 8 | (ulong)form << 16);
        if (count == column.AllRows)
        {
            PresenceWriter.WriteAll(count, output);
        }
        else if (column.RowCount < column.AllRows)
        {
            PresenceWriter.WriteRows(ListRows(column, count), column.AllRows, output);
        }
        else
        {
            PresenceWriter.Write(column.Presence, column.RowCount, count, output);
        }
    }

    /// <summary>The rows of the segment that have a value.</summary>
    private ReadOnlySpan<int> ListRows(in ColumnInput column, int count)
    {
        if (_rows.Length < count)
        {
            _rows = new int[BitOperations.RoundUpToPowerOf2((uint)count)];
        }
        int next = 0;
        for (int row = 0; next < count; row++)
        {
            if (column.Presence.IsEmpty || (column.Presence[row >> 6] >> (row & 63) & 1) != 0)
            {
                _rows[next++] = column.FirstRow + row;
            }
        }
        return _rows.AsSpan(0, count);
    }

    private static void Grow(ref long[] array, int length)
    {
        if (array.Length < length)
        {
            array = new long[BitOperations.RoundUpToPowerOf2((uint)length)];
        }
    }

    /// <summary>The words of the present rows only.</summary>
    private ReadOnlySpan<long> Compact(in ColumnInput column, int count)
    {
        var words = column.Words[..column.RowCount];
        if (count == words.Length)
        {
            return words;
        }
        Grow(ref _compact, count);
        int next = 0;
        for (int word = 0; next < count; word++)
        {
            for (ulong left = column.Presence[word]; left != 0 && next < count; left &= left - 1)
            {
                _compact[next++] = words[word * 64 + BitOperations.TrailingZeroCount(left)];
            }
        }
        return _compact.AsSpan(0, count);
    }

    /// <summary>The offsets of the present rows only, and the end: absent rows are empty, so nothing lies between.</summary>
    private ReadOnlySpan<long> CompactOffsets(in ColumnInput column, int count)
    {
        Grow(ref _compact, count + 1);
        var offsets = column.Offsets[..(column.RowCount + 1)];
        int first = offsets[0];
        if (count == column.RowCount)
        {
            for (int i = 0; i < offsets.Length; i++)
            {
                _compact[i] = offsets[i] - first;
            }
            return _compact.AsSpan(0, count + 1);
        }
        int next = 0;
        int end = first;
        for (int word = 0; next < count; word++)
        {
            for (ulong left = column.Presence[word]; left != 0 && next < count; left &= left - 1)
            {
                int row = word * 64 + BitOperations.TrailingZeroCount(left);
                Invariant.Assert(offsets[row] == end);
                end = offsets[row + 1];
                _compact[next++] = offsets[row] - first;
            }
        }
        Invariant.Assert(end == offsets[^1]);
        _compact[count] = end - first;
        return _compact.AsSpan(0, count + 1);
    }

    private void EncodeText(
        in ColumnInput column,
        int count,
        NativeBuffer output,
        DistinctSketch? sketch
    )
    {
        var offsets = CompactOffsets(column, count);
        var bytes = column.Bytes[column.Offsets[0]..column.Offsets[column.RowCount]];
        if (TryNumber(offsets, bytes))
        {
            WriteStart(column, ContentForm.TextDictionary, count, output);
            _words.Encode(_codes.AsSpan(0, count), output, directOnly: true);
            WriteDictionary(offsets, bytes, output, sketch);
        }
        else
        {
            WriteStart(column, ContentForm.Text, count, output);
            _words.Encode(offsets, output);
            WriteBytes(bytes, output);
            for (int i = 0; i < count && sketch is not null; i++)
            {
                sketch.Add(TextDictionary.StringOf(offsets, bytes, i));
            }
        }
    }

    /// <summary>Numbers the distinct strings when a dictionary makes the column a quarter smaller at least.</summary>
    private bool TryNumber(ReadOnlySpan<long> offsets, ReadOnlySpan<byte> bytes)
    {
        int count = offsets.Length - 1;
        if (count < MinDictionaryRows)
        {
            return false;
        }
        _dictionary.Clear();
        for (int i = 0; i < SampleSize; i++)
        {
            _dictionary.Add(offsets, bytes, (int)((long)i * count / SampleSize));
        }
        if (_dictionary.Count > MaxSampleDistinct)
        {
            return false;
        }
        Grow(ref _codes, count);
        for (int i = 0; i < count; i++)
        {
            int code = _dictionary.Add(offsets, bytes, i);
            if (code < 0)
            {
                return false;
            }
            _codes[i] = code;
        }
        int codeWidth = PackedBits.WidthOf((ulong)_dictionary.Count - 1);
        long plain = bytes.Length + count * 2L;
        long numbered = _dictionary.Bytes + _dictionary.Count * 3L + (long)count * codeWidth / 8;
        return numbered < plain - plain / 4;
    }

    private void WriteDictionary(
        ReadOnlySpan<long> offsets,
        ReadOnlySpan<byte> bytes,
        NativeBuffer output,
        DistinctSketch? sketch
    )
    {
        // The codes are written: their array now holds the offsets of the distinct strings.
        Grow(ref _codes, _dictionary.Count + 1);
        long end = 0;
        for (int i = 0; i < _dictionary.Count; i++)
        {
            var text = TextDictionary.StringOf(offsets, bytes, _dictionary.FirstRows[i]);
            sketch?.Add(text);
            _codes[i] = end;
            end += text.Length;
        }
        _codes[_dictionary.Count] = end;
        _words.Encode(_codes.AsSpan(0, _dictionary.Count + 1), output, directOnly: true);
        output.Write((int)end);
        output.Write(0);
        foreach (int row in _dictionary.FirstRows)
        {
            output.Write(TextDictionary.StringOf(offsets, bytes, row));
        }
        output.AlignTo(8);
    }

    private static void WriteBytes(ReadOnlySpan<byte> bytes, NativeBuffer output)
    {
        output.Write(bytes.Length);
        output.Write(0);
        output.Write(bytes);
        output.AlignTo(8);
    }
}
