using System.Globalization;

namespace Quiver.Cli.Shell;

/// <summary>Prints a table with borders. Widths come from the first rows; later, wider cells are cut.</summary>
internal sealed class TableFormat(TextWriter output) : IResultFormat
{
    private const int SampleRows = 1000;
    private const int MaxWidth = 60;

    private readonly List<string[]> _sample = [];
    private string[] _columns = [];
    private int[]? _widths;
    private long _rowCount;

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns)
    {
        _columns = [.. columns];
        _widths = null;
        _rowCount = 0;
        _sample.Clear();
    }

    /// <inheritdoc/>
    public void Row(IReadOnlyList<object?> values)
    {
        _rowCount++;
        string[] cells = [.. values.Select(ResultText.Literal)];
        if (_widths is not null)
        {
            WriteCells(cells);
            return;
        }
        _sample.Add(cells);
        if (_sample.Count == SampleRows)
        {
            Start();
        }
    }

    /// <inheritdoc/>
    public void End()
    {
        if (_columns.Length > 0)
        {
            if (_widths is null)
            {
                Start();
            }
            WriteLine('+');
        }
        output.WriteLine(_rowCount == 1 ? "1 row" : $"{_rowCount} rows");
    }

    private void Start()
    {
        _widths = new int[_columns.Length];
        for (int i = 0; i < _widths.Length; i++)
        {
            int widest = _sample.Select(row => Width(row[i])).Append(Width(_columns[i])).Max();
            _widths[i] = Math.Min(MaxWidth, widest);
        }
        WriteLine('+');
        WriteCells(_columns);
        WriteLine('+');
        foreach (string[] row in _sample)
        {
            WriteCells(row);
        }
        _sample.Clear();
    }

    private void WriteLine(char corner)
    {
        output.Write(corner);
        foreach (int width in _widths!)
        {
            output.Write(new string('-', width + 2));
            output.Write(corner);
        }
        output.WriteLine();
    }

    private void WriteCells(string[] cells)
    {
        output.Write('|');
        for (int i = 0; i < cells.Length; i++)
        {
            int width = _widths![i];
            string cell = Width(cells[i]) > width ? Cut(cells[i], width) : cells[i];
            output.Write(' ');
            output.Write(cell);
            output.Write(new string(' ', width - Width(cell)));
            output.Write(" |");
        }
        output.WriteLine();
    }

    private static int Width(string text) => new StringInfo(text).LengthInTextElements;

    private static string Cut(string text, int width) =>
        new StringInfo(text).SubstringByTextElements(0, width - 1) + "…";
}
