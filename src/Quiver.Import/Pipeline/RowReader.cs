using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Import.Reports;
using Quiver.Import.Values;

namespace Quiver.Import.Pipeline;

/// <summary>What the workers of both phases do with the rows of a block: find cells, mind extra ones, parse columns. One per thread.</summary>
internal sealed class RowReader(ImportPlan plan) : IDisposable
{
    private readonly Dictionary<HeaderColumn, CellParser> _parsers = new(
        ReferenceEqualityComparer.Instance
    );
    private readonly List<BadEntry> _entries = [];
    private readonly Dictionary<HeaderColumn, (ColumnNoteKind Kind, long Count)> _notes = new(
        ReferenceEqualityComparer.Instance
    );

    /// <summary>The block that the thread works on.</summary>
    public CsvBlock Block { get; } = new();

    /// <summary>What the block leaves out, to be completed by the caller.</summary>
    public List<BadEntry> Entries => _entries;

    /// <summary>Finds rows and cells; every row has at least the header's columns afterwards.</summary>
    public void Begin(BlockTicket ticket, Header header)
    {
        _entries.Clear();
        if (!ticket.IsIndexed)
        {
            Block.Index();
        }
        if (header.PointColumns.Length > 0)
        {
            Block.JoinBraced(header.PointColumns, header.Columns.Count);
        }
        if (Block.Align(header.Columns.Count))
        {
            CollectExtraColumns(header.Columns.Count);
        }
    }

    /// <summary>Parses a column of all rows.</summary>
    public void Parse(HeaderColumn column, ColumnChunk result)
    {
        if (!_parsers.TryGetValue(column, out var parser))
        {
            parser = CellParsers.Create(column, plan.Rules, plan.Options.NormalizeTypes);
            _parsers.Add(column, parser);
        }
        Parse(column, parser, result);
    }

    /// <summary>Parses a column of identifiers.</summary>
    public void ParseIds(HeaderColumn column, IdType type, ColumnChunk result)
    {
        if (!_parsers.TryGetValue(column, out var parser))
        {
            parser = CellParsers.CreateForIds(type, plan.Rules);
            _parsers.Add(column, parser);
        }
        Parse(column, parser, result);
    }

    /// <summary>Notes that a row is left out.</summary>
    public void Leave(BadEntryKind kind, int row, int column, string reason) =>
        _entries.Add(
            new BadEntry(
                kind,
                Block.PositionOf(row, column),
                ImportErrors.ShowRow(Block, row),
                reason
            )
        );

    /// <summary>A cell's content as messages show it.</summary>
    public string Show(int row, int column) =>
        System.Text.Encoding.UTF8.GetString(
            CsvCell.Content(Block.RawCell(row, column), plan.Dialect)
        );

    /// <summary>A cell that cannot be: it fails the import, with its place and row.</summary>
    public ImportException Wrong(HeaderColumn column, int row, string reason)
    {
        string name = column.Name.Length > 0 ? column.Name : HeaderRules.Write(column.Role);
        return ImportErrors.Cell(Block, row, column.Position, name, reason);
    }

    public void Dispose()
    {
        foreach (var (column, note) in _notes)
        {
            plan.Notes.Add(column, note.Kind, note.Count);
        }
        _notes.Clear();
        Block.Dispose();
    }

    private void Parse(HeaderColumn column, CellParser parser, ColumnChunk result)
    {
        try
        {
            parser.Parse(Block.View(column.Position), result);
        }
        catch (CellException e)
        {
            throw Wrong(column, e.Row, e.Message);
        }
        if (parser.NoteCount > 0)
        {
            long count = _notes.GetValueOrDefault(column).Count + parser.NoteCount;
            _notes[column] = (parser.NoteKind, count);
        }
    }

    private void CollectExtraColumns(int columnCount)
    {
        for (int row = 0; row < Block.RowCount; row++)
        {
            for (int cell = columnCount; cell < Block.CellCount(row); cell++)
            {
                string reason =
                    $"extra column not present in header, with value '{Show(row, cell)}'.";
                if (!plan.Options.IgnoreExtraColumns)
                {
                    throw ImportErrors.ExtraColumn(
                        Block.PositionOf(row, cell),
                        ImportErrors.ShowRow(Block, row),
                        reason
                    );
                }
                Leave(BadEntryKind.ExtraColumn, row, cell, reason);
            }
        }
    }
}
