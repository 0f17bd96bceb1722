using System.Runtime.CompilerServices;
using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Model.Temporal;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Dates.</summary>
internal sealed unsafe class DateParser(CellRules rules) : CellParser(rules)
{
    private readonly TemporalCells _values = new(PropertyType.Date, TemporalZone.Utc, 0);

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

    private long ParseOne(int row, ReadOnlySpan<byte> content) =>
        _values.TryRead(content, out var date, out string problem)
            ? date.Bits
            : throw Wrong(row, content, problem);
}
