namespace Quiver.Foundation.IO;

/// <summary>Copies files piece by piece.</summary>
public static class FileCopy
{
    private const int PieceBytes = 1 << 20;

    /// <summary>Copies a file under a name that nothing has; on return its content is durable.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="from">The file.</param>
    /// <param name="to">The copy.</param>
    public static void Copy(IFileSystem files, string from, string to)
    {
        using var source = files.OpenRead(from);
        using var target = files.CreateNew(to);
        Copy(source, target, 0, source.Length);
    }

    /// <summary>Copies a part of a file to the same place of another one; on return it is durable.</summary>
    /// <param name="source">The file.</param>
    /// <param name="target">The other.</param>
    /// <param name="begin">Where the part begins.</param>
    /// <param name="end">Where it ends.</param>
    /// <exception cref="IOException">The file ends before; or the disk failed or is full.</exception>
    public static void Copy(IFileHandle source, IFileHandle target, long begin, long end)
    {
        byte[] buffer = new byte[Math.Min(PieceBytes, Math.Max(end - begin, 0))];
        for (long at = begin; at < end; )
        {
            int count = source.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at)), at);
            if (count == 0)
            {
                throw new IOException($"{source.Path} ends at byte {at} instead of {end}.");
            }
            target.Write(buffer.AsSpan(0, count), at);
            at += count;
        }
        target.SyncData();
    }
}
