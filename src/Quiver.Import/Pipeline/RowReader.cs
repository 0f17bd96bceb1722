using Quiver.Csv;
using Quiver.Import.Headers;
using Quiver.Import.Ids;
using Quiver.Import.Reports;
using Quiver.Import.Values;

namespace Quiver.Import.Pipeline;

/// <summary>What the workers of both phases do with the rows of a block: find cells, mind extra ones and wrong rows, parse columns. One per thread.</summary>
internal sealed class RowReader(ImportPlan plan, BadEntryLog bad) : IDisposable
{
    private readonly Dictionary<HeaderColumn, CellParser> _parsers = [];
    private readonly Dictionary<HeaderColumn, CellParser> _idParsers = [];
    private readonly Dictionary<(PropertyType, bool), CellParser> _plainParsers = [];
    private readonly Dictionary<
        HeaderColumn,
        (ColumnNoteKind Kind, long Before, long InBlock)
    > _notes = [];
    private (PropertyType Type, CellParser? Parser) _last;
    private readonly CheckedCells _checkedCells = new();
    private readonly TokenCells _labelCells = new(
        plan.Rules,
        (_, cell) => LabelCell.Read(cell, plan.Dialect.ArrayDelimiter) is null ? -1 : 0
    );
    private readonly BadEntryWriter _entries = bad.NewWriter();
    private byte[] _content = [];
    private FileGroupPlan? _group;
    private int _columnCount;

    /// <summary>The block that the thread works on.</summary>
    public CsvBlock Block { get; } = new();

    /// <summary>What the block leaves out, until <see cref="Complete"/>.</summary>
    public BadEntryWriter Entries => _entries;

    /// <summary>
    /// Finds rows and cells; every row has at least the header's columns afterwards. Rows that are no CSV or hold a value of a wrong type are left out where that is
    /// asked for.
    /// </summary>
    public void Begin(FileGroupPlan group)
    {
        EndNotesOfBlock();
        _group = group;
        _columnCount = group.Header.Columns.Count;
        Block.Index();
        foreach (var (path, rowCount) in Block.CountRowsByFile())
        {
            _entries.Buffer.AddRows(path, rowCount);
        }
        LeaveFaultyRows();
        if (plan.Violating is not null)
        {
            LeaveViolatingRows(plan.Violating);
        }
        if (group.Header.PointColumns.Length > 0)
        {
            Block.JoinBraced(group.Header.PointColumns, _columnCount);
        }
        if (Block.Align(_columnCount))
        {
            CollectExtraColumns(_columnCount);
        }
        if (plan.Options.SkipBadRows)
        {
            LeaveRowsWithWrongCells(group);
        }
    }

    /// <summary>Parses a column of all rows.</summary>
    public void Parse(HeaderColumn column, ColumnChunk result) =>
        Parse(column, ParserOf(column), result);

    /// <summary>Parses all properties of all rows. Of plain columns no objects are made, unless there is something to say of one.</summary>
    public void ParseProperties(PropertyColumns properties, RowChunk chunk)
    {
        var columns = properties.Columns;
        var keys = properties.Keys;
        for (int index = 0; index < keys.Length; index++)
        {
            if (keys[index] == PropertyColumns.NoKey)
            {
                continue;
            }
            var result = chunk.Add(new(keys[index]));
            if (plan.Options.SkipBadRows || !columns.TryGetPlain(index, out _))
            {
                Parse(columns[index], result);
                continue;
            }
            var parser = PlainParserOf(columns, index);
            try
            {
                parser.Parse(Block.View(columns.PositionOf(index)), result);
            }
            catch (CellException e)
            {
                throw Wrong(columns[index], e.Row, e.Message);
            }
            if (parser.NoteCount > 0 || _notes.Count > 0)
            {
                AddNote(columns[index], parser, parser.NoteCount);
            }
        }
    }

    /// <summary>Parses a column of identifiers.</summary>
    public void ParseIds(HeaderColumn column, IdSpace space, ColumnChunk result)
    {
        var parser = IdParserOf(column, space);
        if (IdRules.IsStoredApart(column))
        {
            // Any text is an identifier; what may be wrong with the value is found, and noted, where it is stored.
            parser.Parse(Block.View(column.Position), result);
            return;
        }
        Parse(column, parser, result);
    }

    /// <summary>Notes that a row is left out.</summary>
    public void Leave(BadEntryKind kind, int row, int column, string reason) =>
        _entries.Add(kind, Block.PositionOf(row, column), Block.RawRow(row), reason);

    /// <summary>Hands over what the block leaves out. To be called once for each block that does not fail.</summary>
    public void Complete(long sequence) => bad.Complete(sequence, _entries);

    /// <summary>A cell's content. It stays valid until the next call for the same <paramref name="scratch"/>, which grows as needed.</summary>
    public ReadOnlySpan<byte> Content(int row, int column, ref byte[] scratch)
    {
        var raw = Block.RawCell(row, column);
        if (plan.Dialect.TrimStrings)
        {
            raw = CsvCell.Trim(raw);
        }
        if (!CsvCell.IsQuoted(raw, plan.Dialect.QuoteByte))
        {
            return raw;
        }
        if (scratch.Length < raw.Length)
        {
            scratch = new byte[raw.Length * 2];
        }
        var (quote, hasEscapes) = (plan.Dialect.QuoteByte, plan.Dialect.LegacyStyleQuoting);
        return scratch.AsSpan(0, CsvCell.Unquote(raw, quote, hasEscapes, scratch));
    }

    /// <summary>A cell's content as messages show it.</summary>
    public string Show(int row, int column) =>
        System.Text.Encoding.UTF8.GetString(
            CsvCell.Content(Block.RawCell(row, column), plan.Dialect)
        );

    /// <summary>A cell that cannot be, the first of the block if there are several: it fails the import, with its place and row.</summary>
    public ImportException Wrong(HeaderColumn column, int row, string reason)
    {
        // Columns are parsed one by one: another may have a wrong cell further up.
        FindRowsWithWrongCells(_group!);
        foreach (var (first, cell) in _checkedCells.BadRows.Where(bad => bad.Key < row).Take(1))
        {
            (row, column, reason) = (first, cell.Column, cell.Reason);
        }
        return ImportErrors.Cell(
            Block,
            row,
            column.Position,
            $"column '{NameOf(column)}': {reason}.{Hint(row)}"
        );
    }

    /// <summary>What a wrong row shows of the reason, as sentences with a blank before each: a byte order mark, which nobody sees, or another delimiter; else empty.</summary>
    public string Hint(int row) =>
        MarkHint(Block.RawRow(row)) + DelimiterGuess.Hint(Block, row, _columnCount, plan.Dialect);

    public void Dispose()
    {
        EndNotesOfBlock();
        foreach (var (column, note) in _notes)
        {
            plan.Notes.Add(column, note.Kind, note.Before);
        }
        _notes.Clear();
        Block.Dispose();
        _checkedCells.Dispose();
    }

    private static string MarkHint(ReadOnlySpan<byte> row) =>
        row.StartsWith("\uFEFF"u8)
            ? " The row begins with a byte order mark, as where a file that has one was put behind another."
            : "";

    private static string NameOf(HeaderColumn column) =>
        column.Name.Length > 0 ? column.Name : HeaderRules.Write(column.Role);

    /// <summary>The parser of a plain column, which often has the type of the one before.</summary>
    private CellParser PlainParserOf(HeaderColumns columns, int index)
    {
        var type = columns.TypeOf(index);
        var (lastType, parser) = _last;
        if (parser is null || lastType != type)
        {
            parser = ParserOf(columns[index]);
            _last = (type, parser);
        }
        return parser;
    }

    private CellParser ParserOf(HeaderColumn column)
    {
        if (column.Options.Count == 0)
        {
            var type = (column.Type, column.IsArray);
            if (!_plainParsers.TryGetValue(type, out var plain))
            {
                plain = CellParsers.Create(column, plan.Rules, plan.Options.NormalizeTypes);
                _plainParsers.Add(type, plain);
            }
            return plain;
        }
        if (!_parsers.TryGetValue(column, out var parser))
        {
            parser = CellParsers.Create(column, plan.Rules, plan.Options.NormalizeTypes);
            _parsers.Add(column, parser);
        }
        return parser;
    }

    private CellParser IdParserOf(HeaderColumn column, IdSpace space)
    {
        if (!_idParsers.TryGetValue(column, out var parser))
        {
            parser =
                column.Role == ColumnRole.Id && space.Type == IdType.Actual
                    ? new NodeIdParser(plan.Rules)
                    : CellParsers.CreateForIds(space.ValueType, plan.Rules);
            _idParsers.Add(column, parser);
        }
        return parser;
    }

    private void Parse(HeaderColumn column, CellParser parser, ColumnChunk result)
    {
        if (
            plan.Options.SkipBadRows
            && _checkedCells.TryTake(Block, column, result, out long noteCount)
        )
        {
            AddNote(column, parser, noteCount);
            return;
        }
        try
        {
            parser.Parse(Block.View(column.Position), result);
        }
        catch (CellException e)
        {
            throw Wrong(column, e.Row, e.Message);
        }
        AddNote(column, parser, parser.NoteCount);
    }

    /// <summary>Identifiers are parsed again when rows were dropped: the last time counts.</summary>
    private void AddNote(HeaderColumn column, CellParser parser, long count)
    {
        if (count > 0 || _notes.ContainsKey(column))
        {
            _notes[column] = (parser.NoteKind, _notes.GetValueOrDefault(column).Before, count);
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

    private void LeaveFaultyRows()
    {
        if (Block.FaultyRows.Count == 0)
        {
            return;
        }
        foreach (var (row, error) in Block.FaultyRows)
        {
            // A quote may be found wrong some lines below the row that it costs.
            var start = Block.PositionOf(row);
            bool isBelow = error.Position.Line != start.Line;
            string where = isBelow
                ? $"line {error.Position.Line}, column {error.Position.Column}: "
                : "";
            _entries.Add(
                BadEntryKind.MalformedRow,
                isBelow ? start : error.Position,
                System.Text.Encoding.UTF8.GetBytes(ImportErrors.ShowRow(Block, row)),
                where + error.Problem
            );
        }
        Block.RemoveRows([.. Block.FaultyRows.Select(faulty => faulty.Row)]);
    }

    private void LeaveViolatingRows(ViolatingRows violating)
    {
        var rows = new List<int>();
        for (int row = 0; row < Block.RowCount; row++)
        {
            var position = Block.PositionOf(row);
            if (violating.TryFind(position, out string? constraint, out string? reason))
            {
                _entries.AddViolation(position, Block.RawRow(row), constraint, reason);
                rows.Add(row);
            }
        }
        if (rows.Count > 0)
        {
            Block.RemoveRows([.. rows]);
        }
    }

    private void FindRowsWithWrongCells(FileGroupPlan group)
    {
        _checkedCells.Begin(Block);
        foreach (var (column, space) in group.IdColumns)
        {
            if (IdRules.IsStoredApart(column))
            {
                continue;
            }
            _checkedCells.Check(Block, column, IdParserOf(column, space));
        }
        foreach (var property in group.Properties)
        {
            _checkedCells.Check(Block, property.Column, ParserOf(property.Column));
        }
        foreach (var column in group.LabelColumns)
        {
            CheckLabels(column);
        }
    }

    private void LeaveRowsWithWrongCells(FileGroupPlan group)
    {
        FindRowsWithWrongCells(group);
        if (_checkedCells.BadRows.Count == 0)
        {
            return;
        }
        foreach (var (row, (column, reason)) in _checkedCells.BadRows)
        {
            Leave(
                BadEntryKind.MalformedRow,
                row,
                column.Position,
                $"column '{NameOf(column)}': {reason}.{Hint(row)}"
            );
        }
        Block.RemoveRows([.. _checkedCells.BadRows.Keys]);
    }

    private void CheckLabels(HeaderColumn column)
    {
        var cells = Block.View(column.Position);
        for (int row = 0; row < Block.RowCount; row++)
        {
            // One label alone is right.
            var cell = cells[row];
            if (cell.IndexOf(plan.Rules.ArrayDelimiter) >= 0 && _labelCells.NumberOf(0, cell) < 0)
            {
                _checkedCells.Leave(row, column, LabelCell.Problem);
            }
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
                    : new BadEntryWriter(isListing: true);
                entries.AddExtraCell(
                    Block.PositionOf(row, cell),
                    Block.RawRow(row),
                    Content(row, cell, ref _content)
                );
                if (!plan.Options.IgnoreExtraColumns)
                {
                    throw ImportErrors.BadEntry(entries.Buffer.Entry(0));
                }
            }
        }
    }
}
