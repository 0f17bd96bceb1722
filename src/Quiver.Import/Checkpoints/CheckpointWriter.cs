using System.Runtime.ExceptionServices;
using System.Text;
using Quiver.Import.Pipeline;

namespace Quiver.Import.Checkpoints;

/// <summary>
/// Writes the checkpoints of an import beside its next phase, on a thread of their own, one at a time. A checkpoint that cannot be written does not fail the
/// import: it can then not be resumed there.
/// </summary>
/// <remarks>Used by one thread.</remarks>
/// <param name="plan">The import. Without relationships the checkpoint of all nodes is the last one: phases that have nothing to do are begun again as fast as they are skipped.</param>
/// <param name="staged">The import's files.</param>
/// <param name="reached">The stage that a resumed import begins at.</param>
internal sealed class CheckpointWriter(
    ImportPlan plan,
    StagedImport staged,
    CheckpointStage reached
) : IDisposable
{
    private readonly CancellationTokenSource _abandoned = new();
    private Thread? _thread;
    private Exception? _failure;
    private CheckpointStage _reached = reached;

    /// <summary>The last stage whose checkpoint is there; <see cref="Wait"/> before.</summary>
    public CheckpointStage Reached => _reached;

    /// <summary>Why a checkpoint could not be written; null while all could. Of the last one <see cref="Wait"/> tells.</summary>
    public string? Problem => Volatile.Read(ref _failure)?.Message;

    /// <summary>Whether there is a checkpoint of a stage; else the one before is the last, and goes on beside what follows.</summary>
    public bool Takes(CheckpointStage stage) =>
        stage <= CheckpointStage.Nodes || plan.Relationships.Count > 0;

    /// <summary>Begins a checkpoint, once the one before is written; nothing happens when that failed, or at once when it is the last one.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="isSynced">Whether it is to outlive a power cut, with the checkpoints before it.</param>
    /// <param name="prepare">Runs first, on the checkpoint's thread: writes what the checkpoint refers to, until told to give up.</param>
    /// <param name="write">Writes the checkpoint's content, on its thread.</param>
    /// <param name="tidy">Deletes what no stage needs any more, on its thread.</param>
    public void Begin(
        CheckpointStage stage,
        bool isSynced,
        Action<CancellationToken> prepare,
        Action<BinaryWriter> write,
        Action tidy
    )
    {
        if (!Takes(stage))
        {
            return;
        }
        Wait();
        if (_failure is not null)
        {
            return;
        }
        _thread = new Thread(() => Save(stage, isSynced, prepare, write, tidy))
        {
            IsBackground = true,
            Name = "import checkpoint",
        };
        _thread.Start();
    }

    /// <summary>Waits until the checkpoint that was begun last is written or has failed.</summary>
    public void Wait()
    {
        _thread?.Join();
        _thread = null;
        if (
            _failure
            is not (
                null
                or IOException
                or UnauthorizedAccessException
                or OperationCanceledException
            )
        )
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    /// <summary>Gives up the checkpoint that is being written, and waits for its end.</summary>
    public void Abandon()
    {
        _abandoned.Cancel();
        _thread?.Join();
        _thread = null;
    }

    public void Dispose()
    {
        Abandon();
        _abandoned.Dispose();
    }

    private void Save(
        CheckpointStage stage,
        bool isSynced,
        Action<CancellationToken> prepare,
        Action<BinaryWriter> write,
        Action tidy
    )
    {
        try
        {
            prepare(_abandoned.Token);
            if (isSynced)
            {
                staged.SyncBefore(stage);
            }
            CheckedFile.Write(
                plan.Options.FileSystem,
                staged.Checkpoint(stage),
                isSynced,
                _abandoned.Token,
                stream =>
                {
                    using var output = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
                    write(output);
                }
            );
            _reached = stage;
            tidy();
        }
        catch (Exception failure)
        {
            // Looked at by the import's thread, which decides: the disk's failures leave it without this checkpoint, others are rethrown there.
            _failure = failure;
        }
    }
}
