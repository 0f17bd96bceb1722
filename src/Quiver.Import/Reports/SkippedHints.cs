using Quiver.Import.Pipeline;

namespace Quiver.Import.Reports;

/// <summary>What to say at the end of an import that left out so much that something is probably wrong with its files as a whole.</summary>
internal static class SkippedHints
{
    /// <summary>The part of a file's rows that is worth a hint.</summary>
    public const double WorthAHint = 0.1;

    /// <summary>The part of a file's rows beyond which its ids as a whole are doubted.</summary>
    private const double NearlyAll = 0.9;

    /// <summary>Files that get a hint.</summary>
    private const int MaxHints = 5;

    /// <summary>The hints, loudest first.</summary>
    /// <param name="files">What was read and left out.</param>
    /// <param name="plan">What was asked for.</param>
    /// <param name="relationshipCount">Relationships that were stored.</param>
    public static IEnumerable<string> Of(
        IReadOnlyList<FileTally> files,
        ImportPlan plan,
        long relationshipCount
    )
    {
        var groups = new Dictionary<string, RelationshipGroupPlan>(StringComparer.Ordinal);
        foreach (var group in plan.Relationships)
        {
            foreach (var file in group.Files)
            {
                groups.TryAdd(file.Path, group);
            }
        }
        long skipped = files.Sum(tally => tally.Skipped.BadRelationships);
        if (relationshipCount == 0 && skipped > 0)
        {
            yield return skipped == 1
                ? "THE ONLY RELATIONSHIP WAS SKIPPED: the database has nodes only."
                : $"ALL {skipped} RELATIONSHIPS WERE SKIPPED: the database has nodes only.";
        }
        var worst = files
            .Where(tally => tally.Skipped.Total > tally.Rows * WorthAHint)
            .OrderByDescending(tally => (double)tally.Skipped.Total / tally.Rows)
            .Take(MaxHints);
        foreach (var tally in worst)
        {
            yield return Describe(tally, groups.GetValueOrDefault(tally.Path));
        }
    }

    private static string Describe(FileTally tally, RelationshipGroupPlan? group)
    {
        var counts = tally.Counts;
        int most = counts.IndexOf(Max(counts));
        string reason = (BadEntryCause)most switch
        {
            BadEntryCause.UnknownStart => Unknown("START_ID", group?.Start),
            BadEntryCause.UnknownEnd => Unknown("END_ID", group?.End),
            BadEntryCause.Incomplete => "the start, the end or the type is missing",
            BadEntryCause.Duplicate => "the id was there before in its group",
            BadEntryCause.Violation => "a constraint does not allow what it says",
            BadEntryCause.ExtraCell => "there are more cells than the header has columns",
            _ => "the row is no CSV, or a value is not of its column's type",
        };
        double share = (double)tally.Skipped.Total / tally.Rows;
        string doubt =
            share > NearlyAll && most <= (int)BadEntryCause.UnknownEnd
                ? " Are the group and the id-type the right ones, and are ids written alike in both files?"
                : "";
        // Of a row with several cells too many each is an entry.
        string entries =
            tally.Skipped.Total == 1
                ? "1 entry"
                : FormattableString.Invariant($"{tally.Skipped.Total} entries");
        string were = tally.Skipped.Total == 1 ? "was" : "were";
        return $"{tally.Path}: {entries} of {ImportText.Some(tally.Rows, "row")} {were} skipped, most often because {reason}.{doubt}";
    }

    private static string Unknown(string column, IdPlan? ids) =>
        $"no node {(ids is null ? "" : $"of {ids.Space.Description} ")}has the {column}";

    private static long Max(ReadOnlySpan<long> counts)
    {
        long max = 0;
        foreach (long count in counts)
        {
            max = Math.Max(max, count);
        }
        return max;
    }
}
