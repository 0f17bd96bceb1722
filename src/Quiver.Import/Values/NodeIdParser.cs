using System.Globalization;
using Quiver.Csv;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>The ids that nodes are to have in the database: every row has one, within the limits of what can be numbered so.</summary>
/// <remarks>Unsafe: writes one word a row into memory reserved for the rows.</remarks>
internal sealed unsafe class NodeIdParser(CellRules rules) : CellParser(rules)
{
    /// <summary>The bits that an id may have. Readers keep an entry in memory for each 65,536 ids below the highest one, used or not.</summary>
    public const int Bits = 36;

    /// <summary>The largest id.</summary>
    public const long Maximum = (1L << Bits) - 1;

    private static readonly string TooLarge =
        $"is beyond {Maximum.ToString(CultureInfo.InvariantCulture)}, the largest id that --id-type=actual can give a node; use --id-type=integer";

    private readonly IntegerParser _integers = new(rules, long.MinValue, long.MaxValue, "long");

    public override ColumnType StoredType => ColumnType.Integer;

    public override void Parse(in CsvColumnView cells, ColumnChunk column)
    {
        column.Begin(ColumnType.Integer, cells.RowCount, 0);
        long* words = column.Words;
        var presence = new PresenceBits(column.Presence);
        for (int row = 0; row < cells.RowCount; row++)
        {
            byte* text = cells.Cell(row, out int length);
            if (!TryContent(text, length, out var content))
            {
                throw Wrong(row, content, "is no id; with --id-type=actual every node has one");
            }
            long id = _integers.ParseOne(row, content);
            if (id is < 0 or > Maximum)
            {
                throw Wrong(
                    row,
                    content,
                    id < 0 ? "is negative, and no id of a node is" : TooLarge
                );
            }
            words[row] = id;
            presence.Append(true);
        }
        presence.Finish();
        column.End(presence.Count);
    }
}
