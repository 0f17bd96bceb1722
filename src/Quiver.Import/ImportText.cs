using System.Globalization;
using System.Text;

namespace Quiver.Import;

/// <summary>The words in which an import is told: what scripts look for stands where Neo4j's importer has it.</summary>
public static class ImportText
{
    /// <summary>Files that the end lists by what was left out of them.</summary>
    public const int ShownFiles = 10;

    /// <summary>Notes on headers that the beginning lists.</summary>
    public const int ShownNotes = 100;

    private const int PageCharacters = 32 * 1024;
    private const double BytesPerGibibyte = 1024.0 * 1024 * 1024;
    private const double BytesPerMebibyte = 1024.0 * 1024;
    private const double BytesPerKibibyte = 1024.0;

    /// <summary>The lines before the first phase.</summary>
    public static IEnumerable<string> Describe(ImportOverview overview, DateTimeOffset now)
    {
        yield return $"Importing the contents of these files into {overview.DatabaseDirectory}:";
        foreach (string line in Describe("Nodes:", overview.Nodes))
        {
            yield return line;
        }
        foreach (string line in Describe("Relationships:", overview.Relationships))
        {
            yield return line;
        }
        var resources = overview.Resources;
        yield return "";
        yield return "Available resources:";
        yield return $"  Total machine memory: {Size(resources.TotalMemoryBytes)}";
        yield return $"  Free machine memory: {Size(resources.FreeMemoryBytes)}";
        yield return $"  Configured max memory: {Size(resources.MaxMemoryBytes)}";
        yield return $"  Max worker threads: {resources.Threads}";
        yield return $"  Free disk space: {Size(resources.FreeDiskBytes)}";
        yield return "";
        foreach (string note in overview.Notes.Take(ShownNotes))
        {
            yield return note;
        }
        if (overview.Notes.Count > ShownNotes)
        {
            yield return $"… and {Some(overview.Notes.Count - ShownNotes, "more note")} of this kind.";
        }
        string time = now.ToString("yyyy-MM-dd HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
        yield return overview.IsDryRun ? $"Import checked {time}" : $"Import starting {time}";
        foreach (string line in Describe(overview.Estimate))
        {
            yield return line;
        }
        yield return "";
    }

    /// <summary>Joins lines to texts of some length: a line for each of thousands of files, written by itself, took more time than the file.</summary>
    public static IEnumerable<string> Pages(IEnumerable<string> lines)
    {
        var page = new StringBuilder();
        bool isEmpty = true;
        foreach (string line in lines)
        {
            page.Append(isEmpty ? "" : "\n").Append(line);
            isEmpty = page.Length >= PageCharacters;
            if (isEmpty)
            {
                yield return page.ToString();
                page.Clear();
            }
        }
        if (!isEmpty)
        {
            yield return page.ToString();
        }
    }

    /// <summary>The line that begins a phase; null for phases that are not shown. Those of an incremental import are counted over all its stages.</summary>
    public static string? Begin(ImportProgress first) =>
        first.Phase switch
        {
            ImportPhase.Nodes when first.IsIncremental => "(1/3) Node import",
            ImportPhase.Relationships when first.IsIncremental => "(2/3) Relationship import",
            ImportPhase.Merge => "(3/3) Merge",
            ImportPhase.Nodes => "(1/4) Node import",
            ImportPhase.Relationships => "(2/4) Relationship import",
            ImportPhase.Linking => "(3/4) Relationship linking",
            ImportPhase.Indexes => "(4/4) Post processing: indexes and constraints",
            ImportPhase.Publish => "(4/4) Post processing",
            _ => null,
        };

    /// <summary>The line that ends a phase.</summary>
    public static string End(ImportProgress last)
    {
        string rows =
            last.Rows > 0 ? $" ({Count(last.Rows)} rows, {Rate(last.RowsPerSecond)} rows/s)" : "";
        return $"{Begin(last)} COMPLETED in {Duration(last.Elapsed)}{rows}";
    }

    /// <summary>How far a phase is.</summary>
    public static string Step(ImportProgress progress, long memoryBytes)
    {
        string rest = progress.Remaining is { } remaining
            ? $", {Duration(TimeSpan.FromSeconds(Math.Round(remaining.TotalSeconds)))} left"
            : "";
        string bytes = progress.Phase is ImportPhase.Nodes or ImportPhase.Relationships
            ? $", {Size(progress.Bytes)} at {Size((long)progress.BytesPerSecond)}/s"
            : "";
        return FormattableString.Invariant(
            $"{(int)(progress.Fraction * 100), 3}%  {Count(progress.Rows)} rows at {Rate(progress.RowsPerSecond)}/s{bytes}{rest}, memory {Size(memoryBytes)}"
        );
    }

    /// <summary>The block that ends an import.</summary>
    public static IEnumerable<string> Summarize(ImportResult result)
    {
        yield return "";
        yield return $"IMPORT DONE in {Duration(result.Duration)}. ";
        yield return "Imported:";
        yield return $"  {result.Nodes} nodes";
        yield return $"  {result.Relationships} relationships";
        yield return $"  {result.Properties} properties";
        yield return $"Peak memory usage: {Size(result.PeakMemoryBytes)}";
        foreach (
            string line in DescribeSkipped(result.Skipped, result.ReportFile, result.SkippedByFile)
                .Concat(Describe(result.ColumnNotes))
        )
        {
            yield return line;
        }
    }

    /// <summary>What was left out; nothing where all is there.</summary>
    internal static IEnumerable<string> DescribeSkipped(
        ImportSkipped skipped,
        string? reportFile,
        IReadOnlyList<FileSkipped> files
    )
    {
        if (skipped.Total == 0)
        {
            yield break;
        }
        yield return reportFile is null
            ? "Skipped (not listed, as --skip-bad-entries-logging asks):"
            : $"Skipped (each stands in {reportFile}):";
        foreach (string line in ByKind(skipped))
        {
            yield return $"  {line}";
        }
        yield return "Skipped by file:";
        foreach (var file in files.Take(ShownFiles))
        {
            string rows = file.Rows > 0 ? $", of {Some(file.Rows, "row")}" : "";
            yield return $"  {file.Path}: {string.Join(", ", ByKind(file.Skipped))}{rows}";
        }
        if (files.Count > ShownFiles)
        {
            yield return $"  … and {Some(files.Count - ShownFiles, "more file")}";
        }
    }

    /// <summary>The line that ends a failed import.</summary>
    public static string Fail(TimeSpan elapsed) => $"IMPORT FAILED in {Duration(elapsed)}. ";

    /// <summary>A duration as Neo4j prints it: <c>1h 2m 3s 4ms</c> without parts that are zero.</summary>
    public static string Duration(TimeSpan duration)
    {
        var parts = new List<string>();
        if ((int)duration.TotalHours > 0)
        {
            parts.Add($"{(int)duration.TotalHours}h");
        }
        if (duration.Minutes > 0)
        {
            parts.Add($"{duration.Minutes}m");
        }
        if (duration.Seconds > 0)
        {
            parts.Add($"{duration.Seconds}s");
        }
        if (duration.Milliseconds > 0 || parts.Count == 0)
        {
            parts.Add($"{duration.Milliseconds}ms");
        }
        return string.Join(' ', parts);
    }

    /// <summary>A number of bytes: <c>3.361GiB</c>, <c>290.25MiB</c>.</summary>
    public static string Size(long bytes) =>
        bytes >= BytesPerGibibyte
            ? FormattableString.Invariant($"{bytes / BytesPerGibibyte:0.000}GiB")
        : bytes >= BytesPerMebibyte
            ? FormattableString.Invariant($"{bytes / BytesPerMebibyte:0.00}MiB")
        : FormattableString.Invariant($"{bytes / BytesPerKibibyte:0.0}KiB");

    private static IEnumerable<string> Describe(string title, IReadOnlyList<ImportSource> sources)
    {
        if (sources.Count > 0)
        {
            yield return title;
        }
        foreach (var source in sources)
        {
            string names = string.Concat(source.Names.Select(name => $":{name}"));
            yield return names.Length == 0 ? "  (named by the files)" : $"  {names}";
            foreach (string file in source.Files)
            {
                yield return $"    {file}";
            }
        }
    }

    private static IEnumerable<string> Describe(IReadOnlyList<ColumnNote> notes)
    {
        if (notes.Count > 0)
        {
            yield return "Cells that may not hold what was meant:";
        }
        foreach (var note in notes.Take(ShownNotes))
        {
            string what =
                note.Kind == ColumnNoteKind.OtherThanTrueOrFalse
                    ? "neither 'true' nor 'false', stored as false"
                    : "with blanks at the beginning or end, stored with them (--trim-strings drops them)";
            yield return $"  {note.HeaderFile}, column '{note.Column}': {Some(note.Count, "cell")} {what}";
        }
        if (notes.Count > ShownNotes)
        {
            yield return $"  … and {Some(notes.Count - ShownNotes, "more column")}";
        }
    }

    private static IEnumerable<string> Describe(ImportEstimate estimate)
    {
        yield return $"  Estimated number of nodes: {Count(estimate.Nodes)}";
        yield return $"  Estimated number of node properties: {Count(estimate.NodeProperties)}";
        yield return $"  Estimated number of relationships: {Count(estimate.Relationships)}";
        yield return $"  Estimated number of relationship properties: {Count(estimate.RelationshipProperties)}";
        yield return $"  Estimated disk space usage: {Size(estimate.DiskBytes)}";
        if (estimate.TemporaryBytes > 0)
        {
            yield return $"  Estimated temporary disk space: {Size(estimate.TemporaryBytes)}";
        }
        yield return $"  Estimated required memory usage: {Size(estimate.MemoryBytes)}";
    }

    private static IEnumerable<string> ByKind(ImportSkipped skipped)
    {
        if (skipped.BadRelationships > 0)
        {
            yield return Some(skipped.BadRelationships, "bad relationship");
        }
        if (skipped.DuplicateNodes > 0)
        {
            yield return Some(skipped.DuplicateNodes, "duplicate node");
        }
        if (skipped.ExtraColumns > 0)
        {
            yield return Some(skipped.ExtraColumns, "extra column");
        }
        if (skipped.MalformedRows > 0)
        {
            yield return Some(skipped.MalformedRows, "malformed row");
        }
        if (skipped.ConstraintViolations > 0)
        {
            yield return Some(skipped.ConstraintViolations, "constraint violation");
        }
    }

    /// <summary>A number of things, in the singular or plural.</summary>
    internal static string Some(long count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    private static string Rate(double rate) => Count((long)rate);

    private static string Count(long count) =>
        count >= 10_000_000 ? FormattableString.Invariant($"{count / 1e6:0.0}M")
        : count >= 10_000 ? FormattableString.Invariant($"{count / 1e3:0.0}k")
        : FormattableString.Invariant($"{count}");
}
