using System.Globalization;

namespace Quiver.Import.Increments;

/// <summary>The words in which an incremental import is told.</summary>
public static class IncrementText
{
    /// <summary>The block that ends a run.</summary>
    public static IEnumerable<string> Summarize(IncrementResult result)
    {
        string duration = ImportText.Duration(result.Duration);
        yield return "";
        if (result.Stage == IncrementStage.Prepare)
        {
            yield return $"PREPARED in {duration}. Build it with --stage=build.";
            yield break;
        }
        yield return $"{(result.Merge is null ? "BUILT" : "IMPORT DONE")} in {duration}. ";
        yield return result.Merge is null ? "To be merged:" : "Imported:";
        foreach (string line in Describe(result.Counts))
        {
            yield return line;
        }
        foreach (
            string line in ImportText.DescribeSkipped(
                result.Skipped,
                result.ReportFile,
                result.SkippedByFile
            )
        )
        {
            yield return line;
        }
        yield return result.Merge is { } merge
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Commit {merge.Sequence}; writers were held back for {merge.Pause.TotalMilliseconds:0.0} ms."
            )
            : "Merge it with --stage=merge; the files are no longer needed.";
        if (result.KeptAs.Length > 0)
        {
            yield return $"The database as it was before is kept as the snapshot '{result.KeptAs}': 'quiver database snapshot restore' returns to it.";
        }
        yield return $"Peak memory usage: {ImportText.Size(result.PeakMemoryBytes)}";
    }

    private static IEnumerable<string> Describe(IncrementCounts counts)
    {
        yield return Line(counts.NodesCreated, "nodes created");
        yield return Line(counts.RelationshipsCreated, "relationships created");
        foreach (
            var (count, what) in ((long, string)[])
                [
                    (counts.NodesUpdated, "nodes updated"),
                    (counts.NodesDeleted, "nodes deleted"),
                    (counts.RelationshipsUpdated, "relationships updated"),
                    (counts.RelationshipsDeleted, "relationships deleted"),
                ]
        )
        {
            if (count > 0)
            {
                yield return Line(count, what);
            }
        }
    }

    private static string Line(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"  {count} {what}");
}
