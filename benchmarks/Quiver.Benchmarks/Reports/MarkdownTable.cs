namespace Quiver.Benchmarks.Reports;

/// <summary>A table that is printed as Markdown, with a note below.</summary>
internal sealed class MarkdownTable(params string[] heads)
{
    private readonly List<string[]> _rows = [];
    private string _note = "";

    /// <summary>Adds a row; its first cell names it.</summary>
    public void Row(params string[] cells) => _rows.Add(cells);

    /// <summary>Sets the sentence below the table.</summary>
    public void Note(string note) => _note = note;

    /// <summary>Writes the table.</summary>
    public void Write(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(Line(heads));
        output.WriteLine(Line(heads.Select((_, column) => column == 0 ? "---" : "---:")));
        foreach (string[] row in _rows)
        {
            output.WriteLine(Line(row));
        }
        output.WriteLine();
        output.WriteLine(_note);
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}
