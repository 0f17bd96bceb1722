using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;

namespace Quiver.Import.Checkpoints;

/// <summary>What tells an input file from a changed one: a resumed import reads only some files again, and all must be those that it began with.</summary>
/// <param name="Path">The whole path.</param>
/// <param name="Length">Bytes.</param>
/// <param name="ModifiedTicks">When it was last changed.</param>
/// <param name="EdgeChecksum">The CRC-32C of its beginning and end; 0 while it was not computed.</param>
internal sealed record InputIdentity(
    string Path,
    long Length,
    long ModifiedTicks,
    uint EdgeChecksum
)
{
    /// <summary>The bytes at each end that the checksum is of: there may be thousands of files.</summary>
    public const int EdgeBytes = 16 * 1024;

    /// <summary>A file as it is now, without the checksum.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The file.</param>
    /// <param name="length">Its bytes.</param>
    public static InputIdentity Of(IFileSystem files, string path, long length) =>
        new(System.IO.Path.GetFullPath(path), length, files.LastWriteTime(path).Ticks, 0);

    /// <summary>The same with the checksum of the first and last 16 KiB as they are now.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="edge">Memory of <see cref="EdgeBytes"/> to read into.</param>
    public InputIdentity WithChecksum(IFileSystem files, byte[] edge)
    {
        using var handle = files.OpenRead(Path);
        int read = handle.Read(edge.AsSpan(0, (int)Math.Min(EdgeBytes, Length)), 0);
        uint checksum = Crc32C.Compute(edge.AsSpan(0, read));
        if (read == EdgeBytes)
        {
            long last = Math.Max(EdgeBytes, handle.Length - EdgeBytes);
            checksum = Crc32C.Append(checksum, edge.AsSpan(0, handle.Read(edge, last)));
        }
        return this with { EdgeChecksum = checksum };
    }
}
