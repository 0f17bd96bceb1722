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

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    public static BadEntryState Read(BinaryReader input)
    {
        long reportBytes = input.ReadInt64();
        var files = new FileCounts[input.ReadInt32()];
        for (int i = 0; i < files.Length; i++)
        {
            string path = input.ReadString();
            long rows = input.ReadInt64();
            long[] counts = new long[input.ReadInt32()];
            for (int j = 0; j < counts.Length; j++)
            {
                counts[j] = input.ReadInt64();
            }
            files[i] = new FileCounts(path, rows, counts);
        }
        return new(reportBytes, files);
    }

    /// <summary>Writes it.</summary>
    public void WriteTo(BinaryWriter output)
    {
        output.Write(ReportBytes);
        output.Write(Files.Count);
        foreach (var (path, rows, counts) in Files)
        {
            output.Write(path);
            output.Write(rows);
            output.Write(counts.Count);
            foreach (long count in counts)
            {
                output.Write(count);
            }
        }
    }
}
