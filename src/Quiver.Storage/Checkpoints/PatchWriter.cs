using System.Globalization;
using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Checkpoints;

/// <summary>Writes change runs as patch files.</summary>
internal static class PatchWriter
{
    private const string Prefix = "patch-";
    private const string Suffix = ".qpt";

    /// <summary>The name of the patch that a manifest of a generation adds.</summary>
    public static string NameOf(long generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{generation:D8}{Suffix}");

    /// <summary>Whether a file in <c>store/</c> is a patch.</summary>
    public static bool IsPatch(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal)
        && name.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Writes a run into a staging folder and moves it into <c>store/</c>; on return it is durable there. Nothing names it yet.</summary>
    /// <param name="files">Where files live.</param>
    /// <param name="databaseDirectory">The database's folder.</param>
    /// <param name="generation">The generation that will name it; a file that an interrupted checkpoint left under its name is replaced.</param>
    /// <param name="run">The run.</param>
    /// <exception cref="IOException">The disk failed or is full. Nothing of the database has changed.</exception>
    public static PatchFile Write(
        IFileSystem files,
        string databaseDirectory,
        long generation,
        ChangeRun run
    )
    {
        string name = NameOf(generation);
        string store = Path.Join(databaseDirectory, StoreFolders.Store);
        string folder = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        string staging = Path.Join(databaseDirectory, StoreFolders.Staging, folder);
        files.CreateDirectory(staging);
        try
        {
            string staged = Path.Join(staging, name);
            using (var handle = files.CreateNew(staged))
            {
                handle.Write(run.Bytes, 0);
                handle.SyncData();
            }
            if (!files.DirectoryExists(store))
            {
                files.CreateDirectory(store);
                files.SyncDirectory(databaseDirectory);
            }
            files.Rename(staged, Path.Join(store, name));
            files.SyncDirectory(store);
        }
        finally
        {
            files.DeleteDirectory(staging);
        }
        return new(name, run.Bytes.Length, Crc32C.Compute(run.Bytes));
    }
}
