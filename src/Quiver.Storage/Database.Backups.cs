using Quiver.Storage.Backups;

namespace Quiver.Storage;

/// <content>What a backup copies, while readers and writers go on.</content>
public sealed partial class Database
{
    /// <summary>
    /// Pins the database as of now for a backup: every commit that was answered before the call is in it. Waits for a checkpoint that is under way; holds nobody
    /// up afterwards. The caller disposes it, which may be after the database was closed.
    /// </summary>
    /// <exception cref="Model.Status.CypherException">Another generation has taken the database's place.</exception>
    /// <exception cref="IOException">A file cannot be opened.</exception>
    public async ValueTask<BackupSource> PinForBackupAsync(CancellationToken cancellation = default)
    {
        await _checkpoints.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _commits.ThrowIfFenced();
            var graph = _commits.Latest(out var state);
            // Asked after the graph was taken: what that contains is durable before this end.
            return BackupSource.Open(
                _files,
                Directory,
                graph,
                state.Base.Generation.Manifest,
                (_log.End, [.. state.Adopted.Select(static file => file.Name)]),
                () => Sequence
            );
        }
        finally
        {
            _checkpoints.Release();
        }
    }
}
