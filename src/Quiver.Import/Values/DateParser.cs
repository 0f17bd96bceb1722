using System.Runtime.CompilerServices;
using Quiver.Csv;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Dates.</summary>
internal sealed unsafe class DateParser(CellRules rules) : CellParser(rules)
{
    public override ColumnType StoredType => ColumnType.Date;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Parse(in CsvColumnView cells, ColumnChunk column)
    {
        column.Begin(ColumnType.Date, cells.RowCount, 0);
        long* words = column.Words;
        var presence = new PresenceBits(column.Presence);
        for (int row = 0; row < cells.RowCount; row++)
        {
            byte* text = cells.Cell(row, out int length);
            bool isPresent = true;
            if (length != DateMath.DateLength || !DateMath.TryParseDate(text, out long day))
            {
                isPresent = TryContent(text, length, out var content);
                day = isPresent ? ParseOne(row, content) : 0;
            }
            words[row] = day;
            presence.Append(isPresent);
        }
        presence.Finish();
        column.End(presence.Count);
    }

    /// <summary>Reads a date; fails with the reason otherwise.</summary>
    public static long ParseOne(int row, ReadOnlySpan<byte> content)
    {
        fixed (byte* text = content)
        {
            if (content.Length == DateMath.DateLength && DateMath.TryParseDate(text, out long day))
            {
                return day;
            }
        }
        throw Wrong(row, content, "is not a date; write it as 2012-11-21");
    }
}
