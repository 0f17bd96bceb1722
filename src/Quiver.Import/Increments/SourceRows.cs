using Quiver.Csv;
using Quiver.Foundation.IO;
using Quiver.Import.Checkpoints;
using Quiver.Import.Reports;

namespace Quiver.Import.Increments;

/// <summary>
/// Texts of rows that a merge leaves out, read from the increment's files once more: nothing is kept of all rows for the few that are asked for. Files that are gone, or are
/// not those that were built, have none. Not thread safe.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="file">The increment.</param>
internal sealed class SourceRows(IFileSystem files, IncrementFile file)
{
    /// <summary>So many rows are read at most; further ones have no text.</summary>
    private const int MostRows = 100_000;

    private readonly Dictionary<(string Path, long Line), byte[]> _rows = [];

    /// <summary>A file that was not read, and why; null where there is none.</summary>
    public string? Problem { get; private set; }

    /// <summary>The beginning of a row's text, as long as reports show; nothing where it is not known.</summary>
    public ReadOnlySpan<byte> this[(string Path, long Line) place] =>
        _rows.GetValueOrDefault(place);

    /// <summary>Reads the rows at some places.</summary>
    public void Read(IEnumerable<(string Path, long Line)> places)
    {
        var byFile = places
            .Distinct()
            .GroupBy(static place => place.Path, static place => place.Line)
            .Select(static group => (Path: group.Key, Lines: group.Order().ToArray()));
        foreach (var (path, lines) in byFile)
        {
            string? problem;
            try
            {
                problem = FindChange(path) ?? Read(path, lines);
            }
            catch (Exception failure)
                when (failure is CsvException or IOException or UnauthorizedAccessException)
            {
                problem = $"'{path}' cannot be read: {failure.Message}";
            }
            Problem ??= problem;
        }
    }

    /// <summary>Why a file is not the one that was built; null where it is.</summary>
    private string? FindChange(string path)
    {
        string full = Path.GetFullPath(path);
        var built = file.Fingerprint.Files.FirstOrDefault(input => input.Path == full);
        if (built is null || !files.FileExists(path))
        {
            return $"'{path}' is not there any more.";
        }
        using var handle = files.OpenRead(path);
        var now = InputIdentity
            .Of(files, path, handle.Length)
            .WithChecksum(files, new byte[InputIdentity.EdgeBytes]);
        return now == built ? null : $"'{path}' has been changed since.";
    }

    private string? Read(string path, long[] lines)
    {
        if (file.Source.For(path) is not { } dialect)
        {
            return $"'{path}' cannot be read here.";
        }
        // What is wrong in the file was found when it was built.
        var settings = new CsvReadSettings { CollectsFaultyRows = true };
        using var reader = new CsvBlockReader(files, path, dialect, settings);
        using var block = new CsvBlock();
        int next = 0;
        while (next < lines.Length && reader.TryRead(block))
        {
            block.Index();
            for (int row = 0; row < block.RowCount && next < lines.Length; row++)
            {
                long line = block.PositionOf(row).Line;
                if (line < lines[next])
                {
                    continue;
                }
                if (_rows.Count == MostRows)
                {
                    return $"only the first {MostRows} are read.";
                }
                if (line == lines[next])
                {
                    var text = block.RawRow(row);
                    _rows[(path, line)] = [.. text[..Math.Min(text.Length, ShownRow.NeededBytes)]];
                }
                next++;
            }
        }
        return null;
    }
}
