using Quiver.Foundation.IO;
using Quiver.Storage.Backups;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Kept;

/// <summary>Makes a base out of an earlier state of a database that was kept, which is then published as a restored backup is. The kept state stays.</summary>
/// <param name="files">The file system.</param>
/// <param name="directory">The database's folder; the caller holds its IMPORT lock.</param>
public sealed class KeptRestore(IFileSystem files, string directory)
{
    private readonly RestoredBase _base = new(files, directory);

    /// <summary>Goes back to the point where only the rename is missing. On failure nothing is left.</summary>
    /// <param name="name">The state's name.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="StorageException">There is no such state, or it is damaged.</exception>
    /// <exception cref="IOException">The disk failed or is full.</exception>
    public SealedGeneration Stage(string name, CancellationToken cancellation)
    {
        KeptGenerations.Require(files, directory, name);
        string folder = KeptGenerations.FolderOf(directory, name);
        return _base.Stage(0, keepsIdentity: true, content => Fill(folder, content), cancellation);
    }

    /// <summary>Gives up a base that was not published, or tidies up after one that was.</summary>
    public void Clean(SealedGeneration generation, bool isPublished) =>
        _base.Clean(generation, isPublished);

    private void Fill(string folder, string content)
    {
        foreach (string part in (ReadOnlySpan<string>)[StoreFolders.Store, StoreFolders.Log])
        {
            foreach (string file in files.List(Path.Join(folder, part)))
            {
                string from = Path.Join(folder, part, file);
                string to = Path.Join(content, part, file);
                if (part == StoreFolders.Store)
                {
                    files.Link(from, to);
                }
                else
                {
                    FileCopy.Copy(files, from, to);
                }
            }
        }
        FileCopy.Copy(
            files,
            Path.Join(folder, ManifestFile.Name),
            Path.Join(content, ManifestFile.Name)
        );
    }
}
