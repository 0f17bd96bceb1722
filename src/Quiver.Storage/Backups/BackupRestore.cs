using Quiver.Foundation.IO;
using Quiver.Storage.Generations;

namespace Quiver.Storage.Backups;

/// <summary>
/// Makes a base out of a database in a backup, which is then published as that of an import is: by one rename, so that what stood there before is whole until
/// then.
/// </summary>
/// <param name="files">The file system.</param>
/// <param name="archive">The backup.</param>
/// <param name="directory">The folder of the database that it shall become. It exists, and the caller holds its IMPORT lock.</param>
public sealed class BackupRestore(IFileSystem files, BackupArchive archive, string directory)
{
    private readonly RestoredBase _base = new(files, directory);

    /// <summary>Restores to the point where only the rename is missing. On failure nothing is left.</summary>
    /// <param name="database">What is to be restored.</param>
    /// <param name="keepsIdentity">Whether it keeps its identity: it is restored and not copied.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">The backup is damaged, or the disk failed or is full.</exception>
    public SealedGeneration Stage(
        BackedUpDatabase database,
        bool keepsIdentity,
        CancellationToken cancellation
    ) =>
        _base.Stage(
            database.Bytes,
            keepsIdentity,
            content =>
            {
                archive.RequireWhole(database);
                Extract(database, content, cancellation);
            },
            cancellation
        );

    /// <summary>Gives up a restored base that was not published, or tidies up after one that was.</summary>
    public void Clean(SealedGeneration generation, bool isPublished) =>
        _base.Clean(generation, isPublished);

    private void Extract(BackedUpDatabase database, string content, CancellationToken cancellation)
    {
        foreach (var file in database.Files)
        {
            using var output = files.CreateNew(Path.Join(content, file.Path));
            archive.Copy(
                file,
                (piece, at) =>
                {
                    output.Write(piece, at);
                    output.SyncData();
                },
                cancellation
            );
            output.SyncData();
        }
    }
}
