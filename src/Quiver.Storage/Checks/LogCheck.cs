using Quiver.Foundation.IO;
using Quiver.Storage.Log;
using Quiver.Storage.Manifests;
using Quiver.Storage.Store;
using Quiver.Storage.Transactions;

namespace Quiver.Storage.Checks;

/// <summary>Reads the commit log from where a manifest starts replay. A torn end is none of its findings: opening cuts it off.</summary>
/// <param name="files">The file system.</param>
/// <param name="directory">The database's folder.</param>
internal sealed class LogCheck(IFileSystem files, string directory)
{
    // A server may be writing: what looks damaged for a moment is whole when it is read again.
    private const int Attempts = 4;

    /// <summary>Commits read.</summary>
    public long Commits { get; private set; }

    /// <summary>Reads the log; gives the state with all its commits.</summary>
    /// <param name="manifest">Says where it starts.</param>
    /// <param name="start">The state that the manifest names.</param>
    /// <exception cref="CorruptionException">Part of the log that was durable is missing or damaged.</exception>
    public DatabaseState Run(Manifest manifest, DatabaseState start)
    {
        string? last = null;
        for (int attempt = 1; ; attempt++)
        {
            var recovery = new DatabaseRecovery(start, new FileSegmentStore(files, directory));
            Commits = 0;
            try
            {
                using var scan = new LogScan(
                    new LogFiles(files, directory),
                    manifest.LogId,
                    record =>
                    {
                        bool isCommit =
                            record.Kind is LogRecordKind.Commit or LogRecordKind.RunAdopted;
                        Commits += isCommit ? 1 : 0;
                        recovery.Replay(record);
                    }
                );
                scan.Run(manifest.Replay);
                return recovery.State;
            }
            catch (CorruptionException damage) when (attempt < Attempts && damage.Message != last)
            {
                last = damage.Message;
            }
        }
    }
}
