namespace Quiver.Cli.Shell;

/// <summary>Prints CSV as RFC 4180 has it, with a header line.</summary>
internal sealed class CsvFormat(TextWriter output) : IResultFormat
{
    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns)
    {
        // A command that gives no rows has no header either.
        if (columns.Count > 0)
        {
            Write(columns);
        }
    }

    /// <inheritdoc/>
    public void Row(IReadOnlyList<object?> values) => Write(values.Select(ResultText.Bare));

    /// <inheritdoc/>
    public void End() { }

    private void Write(IEnumerable<string> cells)
    {
        output.Write(string.Join(',', cells.Select(Quote)));
        output.Write("\n");
    }

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") < 0
            ? cell
            : '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
