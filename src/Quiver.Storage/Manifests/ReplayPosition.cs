namespace Quiver.Storage.Manifests;

/// <summary>Where in the commit log replay starts: everything before is in the generation and its patches.</summary>
/// <param name="LogFile">The number of the log file.</param>
/// <param name="Offset">The offset in that file, in bytes.</param>
/// <param name="Sequence">The sequence number of the newest commit that the generation and its patches cover; 0 for none.</param>
public readonly record struct ReplayPosition(long LogFile, long Offset, long Sequence)
{
    /// <summary>The beginning of a new log.</summary>
    public static readonly ReplayPosition Start = new(1, 0, 0);
}
