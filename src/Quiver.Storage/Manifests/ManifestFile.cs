using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Storage.Manifests;

/// <summary>Reads and replaces the MANIFEST of a database folder.</summary>
public static class ManifestFile
{
    /// <summary>The file's name in the database folder.</summary>
    public const string Name = "MANIFEST";

    /// <summary>The version of the store format that this release writes.</summary>
    public const int FormatVersion = ManifestCodec.Version;

    private const string NewName = "MANIFEST.new";

    /// <summary>A manifest as large is written past the page cache, whose pages would cost more than its bytes.</summary>
    private const long LeastDirectBytes = 1 << 20;

    private const int DirectBytes = 1 << 20;
    private const int DirectAlignment = 4096;

    /// <summary>Whether the folder holds a database.</summary>
    public static bool Exists(IFileSystem files, string databaseDirectory) =>
        files.FileExists(Path.Join(databaseDirectory, Name));

    /// <summary>Reads the manifest.</summary>
    /// <exception cref="CorruptionException">The file's bytes are not what was written.</exception>
    /// <exception cref="StorageException">A newer release wrote the file, or it cannot be read.</exception>
    public static Manifest Read(IFileSystem files, string databaseDirectory)
    {
        string path = Path.Join(databaseDirectory, Name);
        using var handle = files.OpenRead(path);
        if (handle.Length > ManifestCodec.MaxBytes)
        {
            throw new CorruptionException(
                path,
                0,
                "a manifest of at most 256 MiB",
                "a larger file"
            );
        }
        var bytes = new byte[handle.Length];
        int count = handle.Read(bytes, 0);
        return ManifestCodec.Decode(bytes.AsSpan(0, count), path);
    }

    /// <summary>Makes a durable manifest in another folder that of a database: on return the rename is durable.</summary>
    /// <exception cref="IOException">Whether it is there is unknown until it is read.</exception>
    public static void Move(IFileSystem files, string from, string databaseDirectory)
    {
        files.Rename(Path.Join(from, Name), Path.Join(databaseDirectory, Name));
        files.SyncDirectory(databaseDirectory);
    }

    /// <summary>
    /// Replaces the manifest: on return the new one is durable. Until the rename inside, the old one is whole. All files that it names must be
    /// durable before.
    /// </summary>
    /// <exception cref="IOException">It could not be made durable; which of the two manifests is there is then unknown until it is read.</exception>
    public static void Write(IFileSystem files, string databaseDirectory, Manifest manifest) =>
        Write(files, databaseDirectory, manifest, null);

    /// <inheritdoc cref="Write(IFileSystem, string, Manifest)"/>
    /// <param name="files">The file system.</param>
    /// <param name="databaseDirectory">The folder.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="content">What <see cref="ManifestCodec.ComposeContent"/> made of it; null to make it now.</param>
    internal static void Write(
        IFileSystem files,
        string databaseDirectory,
        Manifest manifest,
        ManifestWriter? content
    )
    {
        string path = Path.Join(databaseDirectory, Name);
        string newPath = Path.Join(databaseDirectory, NewName);
        var pieces = ManifestCodec.Write(manifest, content);
        long length = pieces.Sum(static piece => (long)piece.Length);
        if (length > ManifestCodec.MaxBytes)
        {
            throw ManifestErrors.TooLarge(path, length);
        }
        files.DeleteFile(newPath);
        bool isDirect = length >= LeastDirectBytes;
        using (var handle = files.CreateNew(newPath, isDirect))
        {
            if (isDirect)
            {
                WriteDirect(handle, pieces);
            }
            else
            {
                Write(handle, pieces);
            }
            handle.SyncData();
        }
        files.Rename(newPath, path);
        files.SyncDirectory(databaseDirectory);
    }

    private static void Write(IFileHandle handle, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        long offset = 0;
        foreach (var piece in pieces)
        {
            handle.Write(piece.Span, offset);
            offset += piece.Length;
        }
    }

    /// <summary>Writes whole pages of aligned memory: the last one is filled with zeros, which are cut off again.</summary>
    private static void WriteDirect(IFileHandle handle, IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        using var memory = new ZeroedMemory(DirectBytes);
        var buffer = memory.Span(0, DirectBytes);
        long written = 0;
        int used = 0;
        foreach (var piece in pieces)
        {
            for (var left = piece.Span; !left.IsEmpty; )
            {
                int count = Math.Min(left.Length, DirectBytes - used);
                left[..count].CopyTo(buffer[used..]);
                left = left[count..];
                used += count;
                if (used == DirectBytes)
                {
                    handle.Write(buffer, written);
                    written += used;
                    used = 0;
                }
            }
        }
        if (used > 0)
        {
            int padded = (used + DirectAlignment - 1) / DirectAlignment * DirectAlignment;
            buffer[used..padded].Clear();
            handle.Write(buffer[..padded], written);
            handle.SetLength(written + used);
        }
    }
}
