using Quiver.Storage.Delta;

namespace Quiver.Storage;

/// <summary>How a database is opened.</summary>
public sealed record DatabaseOptions
{
    /// <summary>The settings that suit most.</summary>
    public static readonly DatabaseOptions Default = new();

    /// <summary>
    /// How many bytes of changes may lie in memory before further commits fail with the memory error until a checkpoint. From half of it on, writing transactions begin when the
    /// checkpoint that is under way has ended.
    /// </summary>
    public long DeltaLimitBytes { get; init; } = 1L << 30;

    /// <summary>
    /// The longest patch that a checkpoint folds others into, in bytes; folding takes a few times as much memory. Patches that are longer together stay apart, and reads look into each.
    /// </summary>
    public long FoldLimitBytes { get; init; } = ChangeRun.MaxBytes;

    /// <summary>How many bytes of commits the log may hold before a checkpoint begins by itself, in the background.</summary>
    public long CheckpointLogBytes { get; init; } = 64L << 20;

    /// <summary>How many bytes one transaction may use for its changes and locks before it fails with the memory error.</summary>
    public long TransactionLimitBytes { get; init; } = 256L << 20;

    /// <summary>How long a writer waits for a lock before it fails; by default for ever, as deadlocks are found.</summary>
    public TimeSpan LockTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Whether a thread that commits writes the log and waits for the disk itself when no other does: a commit is then answered without another thread having to
    /// wake. Otherwise <c>CommitAsync</c> never blocks.
    /// </summary>
    public bool CallersWriteLog { get; init; }

    /// <summary>Is told when a checkpoint in the background failed; the next one tries again. Must not throw.</summary>
    public Action<Exception>? CheckpointFailed { get; init; }

    /// <summary>Is told, with an index's name and what is wrong with its files, that the index is built anew. Must not throw.</summary>
    public Action<string, string>? IndexReplaced { get; init; }
}
