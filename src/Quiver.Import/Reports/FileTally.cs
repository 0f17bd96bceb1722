namespace Quiver.Import.Reports;

/// <summary>How many rows of a file were read, and how many entries left out and why.</summary>
/// <param name="path">The file.</param>
internal sealed class FileTally(string path)
{
    private readonly long[] _counts = new long[BadEntryCauses.Count];

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Rows read, bad ones included.</summary>
    public long Rows { get; set; }

    /// <summary>Entries left out, by <see cref="BadEntryCause"/>.</summary>
    public Span<long> Counts => _counts;

    /// <summary>Entries left out, by kind.</summary>
    public ImportSkipped Skipped =>
        new(
            _counts[(int)BadEntryCause.UnknownStart]
                + _counts[(int)BadEntryCause.UnknownEnd]
                + _counts[(int)BadEntryCause.Incomplete],
            _counts[(int)BadEntryCause.Duplicate],
            _counts[(int)BadEntryCause.ExtraCell],
            _counts[(int)BadEntryCause.Malformed],
            _counts[(int)BadEntryCause.Violation]
        );

    /// <summary>Adds another tally.</summary>
    public void Add(FileTally other)
    {
        Rows += other.Rows;
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }
}
