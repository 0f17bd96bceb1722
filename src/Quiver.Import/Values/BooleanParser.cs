using System.Runtime.CompilerServices;
using Quiver.Csv;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Booleans: exactly <c>true</c> is true, everything else is false, as Neo4j reads them.</summary>
internal sealed unsafe class BooleanParser(CellRules rules) : CellParser(rules)
{
    public override ColumnType StoredType => ColumnType.Boolean;

    public static bool ParseOne(ReadOnlySpan<byte> content) => content.SequenceEqual("true"u8);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Parse(in CsvColumnView cells, ColumnChunk column)
    {
        column.Begin(ColumnType.Boolean, cells.RowCount, 0);
        NoteCount = 0;
        var presence = new PresenceBits(column.Presence);
        for (int row = 0; row < cells.RowCount; row++)
        {
            byte* text = cells.Cell(row, out int length);
            bool isPresent = TryContent(text, length, out var content);
            bool isTrue = isPresent && ParseOne(content);
            if (isPresent && !isTrue && !content.SequenceEqual("false"u8))
            {
                NoteCount++;
            }
            column.Words[row] = isTrue ? 1 : 0;
            presence.Append(isPresent);
        }
        presence.Finish();
        column.End(presence.Count);
    }
}
