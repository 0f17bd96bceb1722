using System.Runtime.CompilerServices;
using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Model.Temporal;
using Quiver.Model.Values;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Dates with time and zone, in <see cref="ValueBinary"/> form.</summary>
internal sealed unsafe class DateTimeParser(CellRules rules, TemporalZone zone) : CellParser(rules)
{
    private const int LongestBytes = 1 + (4 * VarintWriter.MaximumBytes);
    private const int SecondsLength = 19;
    private const int LongestFraction = 9;

    private readonly TemporalCells _values = new(PropertyType.DateTime, zone, 0);
    private readonly BinaryColumn _binary = new();

    public override ColumnType StoredType => ColumnType.Mixed;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Parse(in CsvColumnView cells, ColumnChunk column)
    {
        column.Begin(ColumnType.Mixed, cells.RowCount, (long)cells.RowCount * LongestBytes);
        int* offsets = column.Offsets;
        byte* next = column.Bytes;
        var presence = new PresenceBits(column.Presence);
        for (int row = 0; row < cells.RowCount; row++)
        {
            offsets[row] = (int)(next - column.Bytes);
            byte* text = cells.Cell(row, out int length);
            bool isPresent = true;
            if (TryParseUtc(text, length, out long second, out int nanosecond))
            {
                next = Write(next, second, nanosecond);
            }
            else
            {
                isPresent = TryContent(text, length, out var content);
                if (isPresent)
                {
                    int end = ParseOne(row, content, column, (int)(next - column.Bytes));
                    column.GrowBytes(end, (cells.RowCount - row) * (long)LongestBytes);
                    next = column.Bytes + end;
                }
            }
            presence.Append(isPresent);
        }
        offsets[cells.RowCount] = (int)(next - column.Bytes);
        presence.Finish();
        column.End(presence.Count);
    }

    private static byte* Write(byte* next, long second, int nanosecond)
    {
        *next++ = (byte)ValueKind.ZonedDateTime;
        next = VarintWriter.WriteSigned(next, second);
        next = VarintWriter.WriteUnsigned(next, (ulong)nanosecond);
        next = VarintWriter.WriteSigned(next, 0);
        return VarintWriter.WriteUnsigned(next, 0);
    }

    private int ParseOne(int row, ReadOnlySpan<byte> content, ColumnChunk column, int end) =>
        _values.TryRead(content, out var value, out string problem)
            ? _binary.Append(value, column, end)
            : throw Wrong(row, content, problem);

    /// <summary>Reads <c>YYYY-MM-DDTHH:MM:SS[.fraction]Z</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryParseUtc(byte* text, int length, out long second, out int nanosecond)
    {
        second = 0;
        nanosecond = 0;
        if (length <= SecondsLength || text[10] != 'T' || text[length - 1] != 'Z')
        {
            return false;
        }
        int hours = DateMath.Pair(text + 11);
        int minutes = DateMath.Pair(text + 14);
        int seconds = DateMath.Pair(text + 17);
        bool isTime =
            (uint)hours < 24
            && (uint)minutes < 60
            && (uint)seconds < 60
            && text[13] == ':'
            && text[16] == ':';
        if (!isTime || !DateMath.TryParseDate(text, out long day))
        {
            return false;
        }
        second = (day * 86_400) + (hours * 3_600) + (minutes * 60) + seconds;
        int fraction = length - SecondsLength - 2;
        if (fraction < 0)
        {
            return true;
        }
        if (text[SecondsLength] != '.' || (uint)(fraction - 1) >= LongestFraction)
        {
            return false;
        }
        for (int i = 1; i <= LongestFraction; i++)
        {
            uint digit = i <= fraction ? (uint)text[SecondsLength + i] - '0' : 0;
            if (digit > 9)
            {
                return false;
            }
            nanosecond = (nanosecond * 10) + (int)digit;
        }
        return true;
    }
}
