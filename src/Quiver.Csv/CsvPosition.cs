namespace Quiver.Csv;

/// <summary>A place in a file, as editors count.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1. Lines inside quoted cells and blank lines count.</param>
/// <param name="Column">The character in the line, from 1.</param>
public readonly record struct CsvPosition(string Path, long Line, long Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}:{Line}:{Column}";
}
