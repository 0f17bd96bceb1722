namespace Quiver.Storage.Log;

/// <summary>The limits of a commit log.</summary>
internal static class LogLimits
{
    /// <summary>A file that has reached this length is followed by another.</summary>
    public const long FileBytes = 32L << 20;

    /// <summary>The longest body of a record.</summary>
    public const int BodyBytes = 1 << 30;

    /// <summary>Disk space that commits leave free: below it they are refused. It serves the checkpoint that frees space.</summary>
    public const long ReservedBytes = 64L << 20;

    /// <summary>Where so much disk space is free, it is looked at again when the file grows, not at every write: the place of what is written until then is set aside.</summary>
    public const long PlentyBytes = 1L << 30;

    /// <summary>Records that share one write, at most.</summary>
    public const int BatchRecords = 1024;

    /// <summary>A batch that has reached this many bytes takes no further record.</summary>
    public const long BatchBytes = 4L << 20;

    /// <summary>A file grows by so much at a time: a sync that need not write the file's length takes two thirds of the time.</summary>
    public const long GrowthBytes = 1L << 20;

    /// <summary>Behind a batch of at most so many bytes the file grows by zeros that are written: syncs of the batches that overwrite them write nothing but data.</summary>
    public const long SmallBatchBytes = 64L << 10;

    /// <summary>Milliseconds that the last write may have taken for the next one to be made by the thread that commits: it does nothing else meanwhile.</summary>
    public const double CallersWriteMilliseconds = 5;

    /// <summary>Records that wait for the disk, at most; further ones are refused.</summary>
    public const int QueuedRecords = 65_536;
}
