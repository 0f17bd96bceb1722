namespace Quiver.Cli.Shell;

/// <summary>Prints names and values with commas between, without borders and count.</summary>
internal sealed class PlainFormat(TextWriter output) : IResultFormat
{
    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns)
    {
        if (columns.Count > 0)
        {
            output.WriteLine(string.Join(", ", columns));
        }
    }

    /// <inheritdoc/>
    public void Row(IReadOnlyList<object?> values) =>
        output.WriteLine(string.Join(", ", values.Select(ResultText.Literal)));

    /// <inheritdoc/>
    public void End() { }
}
