using Quiver.Storage.Delta;

namespace Quiver.Storage.Transactions;

/// <summary>The commits that became visible since some snapshot was taken. Guarded by the pipeline that fills it; read when no commit can come.</summary>
internal sealed class CommitWatch
{
    /// <summary>Bytes of commits that are kept, at most.</summary>
    public const long MaxBytes = 64L << 20;

    private readonly List<ChangeRun> _runs = [];
    private long _bytes;

    /// <summary>The commits, oldest first.</summary>
    public IReadOnlyList<ChangeRun> Runs => _runs;

    /// <summary>Whether there were more than are kept.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Adds a commit.</summary>
    public void Add(ChangeRun run)
    {
        _bytes += run.Memory.Length;
        IsIncomplete |= _bytes > MaxBytes || run.Adopted is not null;
        if (IsIncomplete)
        {
            _runs.Clear();
            return;
        }
        _runs.Add(run);
    }
}
