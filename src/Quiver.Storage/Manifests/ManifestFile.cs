using System.Diagnostics;
using Quiver.Foundation.IO;

namespace Quiver.Storage.Manifests;

/// <summary>Reads and replaces the MANIFEST of a database folder.</summary>
public static class ManifestFile
{
    /// <summary>The file's name in the database folder.</summary>
    public const string Name = "MANIFEST";

    /// <summary>Whether the folder holds a database.</summary>
    public static bool Exists(IFileSystem files, string databaseDirectory) =>
        files.FileExists(Path.Join(databaseDirectory, Name));

    /// <summary>Reads the manifest.</summary>
    /// <exception cref="CorruptionException">The file's bytes are not what was written.</exception>
    /// <exception cref="StorageException">A newer release wrote the file, or it cannot be read.</exception>
    public static Manifest Read(IFileSystem files, string databaseDirectory) =>
        throw new UnreachableException();

    /// <summary>
    /// Replaces the manifest: on return the new one is durable. Until the rename inside, the old one is whole. All files that it names must be
    /// durable before.
    /// </summary>
    public static void Write(IFileSystem files, string databaseDirectory, Manifest manifest) =>
        throw new UnreachableException();
}
