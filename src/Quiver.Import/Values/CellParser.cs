using System.Runtime.CompilerServices;
using System.Text;
using Quiver.Csv;
using Quiver.Storage.Segments;

namespace Quiver.Import.Values;

/// <summary>Turns the cells of a column into values of one type. One instance serves a column and a thread.</summary>
/// <param name="rules">How cells are read.</param>
internal abstract unsafe class CellParser(CellRules rules)
{
    private const int ShownBytes = 100;

    private byte[] _scratch = [];

    /// <summary>How the values are stored.</summary>
    public abstract ColumnType StoredType { get; }

    /// <summary>What the last parsing counted, where the type counts anything.</summary>
    public virtual ColumnNoteKind NoteKind => ColumnNoteKind.OtherThanTrueOrFalse;

    /// <summary>How many cells the last parsing counted.</summary>
    public int NoteCount { get; protected set; }

    /// <summary>How cells are read.</summary>
    protected CellRules Rules => rules;

    /// <summary>Parses all cells of the view into the column.</summary>
    /// <exception cref="CellException">A cell does not hold such a value.</exception>
    public abstract void Parse(in CsvColumnView cells, ColumnChunk column);

    /// <summary>
    /// The content of a cell of any type but text: without quotes and surrounding blanks; false when nothing remains, which means no value.
    /// </summary>
    protected bool TryContent(byte* start, int length, out ReadOnlySpan<byte> content)
    {
        content = CsvCell.Trim(new ReadOnlySpan<byte>(start, length));
        if (CsvCell.IsQuoted(content, rules.Quote) && start[0] == rules.Quote | rules.TrimStrings)
        {
            content = CsvCell.Trim(Unquoted(content));
        }
        return content.Length > 0;
    }

    /// <summary>The content of a quoted cell, valid until the next call.</summary>
    protected ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> raw)
    {
        if (_scratch.Length < raw.Length)
        {
            _scratch = new byte[raw.Length * 2];
        }
        return _scratch.AsSpan(
            0,
            CsvCell.Unquote(raw, rules.Quote, rules.LegacyStyleQuoting, _scratch)
        );
    }

    /// <summary>Fails a row.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected static CellException Wrong(int row, ReadOnlySpan<byte> content, string problem)
    {
        var shown = content.Length > ShownBytes ? content[..ShownBytes] : content;
        string ellipsis = content.Length > ShownBytes ? "…" : "";
        return new CellException(row, $"'{Encoding.UTF8.GetString(shown)}{ellipsis}' {problem}");
    }
}
