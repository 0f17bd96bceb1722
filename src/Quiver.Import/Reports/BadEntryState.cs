namespace Quiver.Import.Reports;

/// <summary>How far a <see cref="BadEntryLog"/> was at the end of a phase, so that a resumed import goes on with the same counts and the same report.</summary>
/// <param name="ReportBytes">Bytes of the report file that belong to the run; what follows is cut off.</param>
/// <param name="Files">The counts by file.</param>
internal sealed record BadEntryState(
    long ReportBytes,
    IReadOnlyList<BadEntryState.FileCounts> Files
)
{
    /// <summary>The counts of a file.</summary>
    /// <param name="Path">The file.</param>
    /// <param name="Rows">Rows read.</param>
    /// <param name="Counts">Entries left out, by <see cref="BadEntryCause"/>.</param>
    internal sealed record FileCounts(string Path, long Rows, IReadOnlyList<long> Counts);
}
