namespace Quiver.Import;

/// <summary>How far an import is.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Rows">Rows handled in this phase.</param>
/// <param name="Bytes">Bytes handled in this phase.</param>
/// <param name="TotalBytes">Bytes that this phase will handle in all.</param>
/// <param name="Elapsed">Time since the phase began.</param>
public readonly record struct ImportProgress(
    ImportPhase Phase,
    long Rows,
    long Bytes,
    long TotalBytes,
    TimeSpan Elapsed
)
{
    /// <summary>Whether it is an incremental import: it has other phases than a full one.</summary>
    public bool IsIncremental { get; init; }

    /// <summary>Rows a second since the phase began.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;

    /// <summary>Bytes a second since the phase began.</summary>
    public double BytesPerSecond => Elapsed > TimeSpan.Zero ? Bytes / Elapsed.TotalSeconds : 0;

    /// <summary>The part of the phase that is done, 0 to 1.</summary>
    public double Fraction => TotalBytes == 0 ? 1 : Math.Min(1, (double)Bytes / TotalBytes);

    /// <summary>When the phase will be over at this rate; null before anything was handled.</summary>
    public TimeSpan? Remaining =>
        Bytes == 0 ? null : TimeSpan.FromSeconds((TotalBytes - Bytes) / BytesPerSecond);
}
