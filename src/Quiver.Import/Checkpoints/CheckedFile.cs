using Quiver.Foundation.IO;

namespace Quiver.Import.Checkpoints;

/// <summary>A file that is there as a whole or not at all: written under another name, renamed, and compared with its checksum before anything of it is used.</summary>
/// <remarks>
/// <code>
/// 0   u8×8  "QUIVERCK"
/// 8   content
/// -4  u32   CRC-32C of all before
/// </code>
/// Where it was not synced it may be torn after a power cut, which the checksum shows.
/// </remarks>
internal static class CheckedFile
{
    /// <summary>Bytes before the content.</summary>
    public const int MagicLength = 8;

    /// <summary>Bytes behind the content.</summary>
    public const int ChecksumLength = sizeof(uint);

    private const string NewSuffix = ".new";

    /// <summary>What the file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "QUIVERCK"u8;

    /// <summary>Writes a file; on return it replaces what had its name.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The file.</param>
    /// <param name="isSynced">Whether the file is to outlive a power cut.</param>
    /// <param name="abandoned">Gives up: the file is then not there.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(
        IFileSystem files,
        string path,
        bool isSynced,
        CancellationToken abandoned,
        Action<Stream> write
    )
    {
        string newPath = path + NewSuffix;
        files.DeleteFile(newPath);
        using (var handle = files.CreateNew(newPath))
        using (var stream = new CheckedWriteStream(handle, abandoned))
        {
            stream.Write(Magic);
            write(stream);
            stream.Complete();
            if (isSynced)
            {
                handle.SyncData();
            }
        }
        files.Rename(newPath, path);
        if (isSynced)
        {
            files.SyncDirectory(Path.GetDirectoryName(path)!);
        }
    }

    /// <summary>Opens a file's content, all of which was compared with the checksum; null when the file is missing or torn.</summary>
    public static Stream? TryOpen(IFileSystem files, string path)
    {
        if (!files.FileExists(path))
        {
            return null;
        }
        var stream = new CheckedReadStream(files.OpenRead(path));
        if (stream.IsWhole())
        {
            return stream;
        }
        stream.Dispose();
        return null;
    }

    /// <summary>Deletes the file and what an interrupted writer left of it.</summary>
    public static void Delete(IFileSystem files, string path)
    {
        files.DeleteFile(path);
        files.DeleteFile(path + NewSuffix);
    }
}
