using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Import.Reports;
using Quiver.Import.Values;

namespace Quiver.Import.Pipeline;

/// <summary>What the workers of both phases do with the rows of a block: find cells, mind extra ones, parse columns. One per thread.</summary>
internal sealed class RowReader(ImportPlan plan, BadEntryLog bad) : IDisposable
{
    private readonly Dictionary<HeaderColumn, CellParser> _parsers = new(
        ReferenceEqualityComparer.Instance
    );
    private BadEntryBuffer _entries = bad.NewBuffer();
    private byte[] _content = [];
    private readonly Dictionary<
        HeaderColumn,
        (ColumnNoteKind Kind, long Before, int InBlock)
    > _notes = new(ReferenceEqualityComparer.Instance);

    /// <summary>The block that the thread works on.</summary>
    public CsvBlock Block { get; } = new();

    /// <summary>What the block leaves out, until <see cref="Complete"/>.</summary>
    public BadEntryBuffer Entries => _entries;

    /// <summary>Finds rows and cells; every row has at least the header's columns afterwards.</summary>
    public void Begin(BlockTicket ticket, Header header)
    {
        EndNotesOfBlock();
        if (!ticket.IsIndexed)
        {
            Block.Index();
        }
        if (header.PointColumns.Length > 0)
        {
            Block.JoinBraced(header.PointColumns, header.Columns.Count);
        }
        _entries.AddRows(Block.Path, Block.RowCount);
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
        _entries.Add(kind, Block.PositionOf(row, column), Block.RawRow(row), reason);

    /// <summary>Hands over what the block leaves out. To be called once for each block that does not fail.</summary>
    public void Complete(long sequence) => _entries = bad.Complete(sequence, _entries);

    /// <summary>A cell's content. It stays valid until the next call for the same <paramref name="scratch"/>, which grows as needed.</summary>
    public ReadOnlySpan<byte> Content(int row, int column, ref byte[] scratch)
    {
        var raw = Block.RawCell(row, column);
        if (plan.Dialect.TrimStrings)
        {
            raw = CsvCell.Trim(raw);
        }
        if (!CsvCell.IsQuoted(raw, plan.Dialect.Quote))
        {
            return raw;
        }
        if (scratch.Length < raw.Length)
        {
            scratch = new byte[raw.Length * 2];
        }
        return scratch.AsSpan(0, CsvCell.Unquote(raw, plan.Dialect.Quote, scratch));
    }

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
        EndNotesOfBlock();
        foreach (var (column, note) in _notes)
        {
            plan.Notes.Add(column, note.Kind, note.Before);
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
        if (parser.NoteCount > 0 || _notes.ContainsKey(column))
        {
            // Identifiers are parsed again when rows were dropped: the last time counts.
            long before = _notes.GetValueOrDefault(column).Before;
            _notes[column] = (parser.NoteKind, before, parser.NoteCount);
        }
    }

    private void EndNotesOfBlock()
    {
        foreach (var (column, note) in _notes)
        {
            // Replacing a value while walking through the entries is allowed.
            _notes[column] = (note.Kind, note.Before + note.InBlock, 0);
        }
    }

    private void CollectExtraColumns(int columnCount)
    {
        for (int row = 0; row < Block.RowCount; row++)
        {
            for (int cell = columnCount; cell < Block.CellCount(row); cell++)
            {
                var entries = plan.Options.IgnoreExtraColumns
                    ? _entries
                    : new BadEntryBuffer(isListing: true);
                entries.AddExtraCell(
                    Block.PositionOf(row, cell),
                    Block.RawRow(row),
                    Content(row, cell, ref _content)
                );
                if (!plan.Options.IgnoreExtraColumns)
                {
                    throw ImportErrors.BadEntry(entries.Entry(0));
                }
            }
        }
    }
}
