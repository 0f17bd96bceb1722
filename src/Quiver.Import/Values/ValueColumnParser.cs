using Quiver.Csv;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Times, local datetimes, durations, points and vectors, in <see cref="Model.Values.ValueBinary"/> form.</summary>
internal sealed unsafe class ValueColumnParser(CellRules rules, ValueCells values)
    : CellParser(rules)
{
    private readonly BinaryColumn _binary = new();

    public override ColumnType StoredType => ColumnType.Mixed;

    public override void Parse(in CsvColumnView cells, ColumnChunk column)
    {
        column.Begin(ColumnType.Mixed, cells.RowCount, cells.TextLength);
        var presence = new PresenceBits(column.Presence);
        int end = 0;
        for (int row = 0; row < cells.RowCount; row++)
        {
            column.Offsets[row] = end;
            byte* text = cells.Cell(row, out int length);
            bool isPresent = TryContent(text, length, out var content);
            if (isPresent)
            {
                end = values.TryRead(content, out var value, out string problem)
                    ? _binary.Append(value, column, end)
                    : throw Wrong(row, content, problem);
            }
            presence.Append(isPresent);
        }
        column.Offsets[cells.RowCount] = end;
        presence.Finish();
        column.End(presence.Count);
    }
}
