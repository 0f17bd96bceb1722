using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Generations;

/// <summary>Finds out whether the files of a run that died hold what the run had saved: nothing of them was made durable.</summary>
internal static class StagedBlocks
{
    private const int ReadBytes = 4 << 20;

    /// <summary>Reads every block of the draft and compares its checksum.</summary>
    /// <exception cref="CorruptionException">A file is missing or shorter, or a block differs.</exception>
    public static void Verify(IFileSystem files, string run, DraftContent draft)
    {
        var blocks = AddressesOf(draft);
        blocks.Sort((a, b) => (a.File, a.Offset).CompareTo((b.File, b.Offset)));
        byte[] buffer = new byte[ReadBytes];
        for (int next = 0; next < blocks.Count; )
        {
            int file = blocks[next].File;
            using var handle = Open(files, run, draft.Mark.Files[file]);
            for (; next < blocks.Count && blocks[next].File == file; next++)
            {
                Verify(handle, blocks[next], buffer);
            }
        }
    }

    private static List<BlockAddress> AddressesOf(DraftContent draft)
    {
        var addresses = new List<BlockAddress>();
        foreach (var (entry, columns) in draft.Nodes)
        {
            addresses.Add(entry.Labels);
            addresses.Add(entry.Live);
            addresses.AddRange(columns.Select(column => column.Block));
        }
        foreach (var (_, columns) in draft.Relationships)
        {
            addresses.AddRange(columns.Select(column => column.Block));
        }
        addresses.AddRange(draft.Adjacency.Select(entry => entry.Block));
        addresses.RemoveAll(address => !address.Exists);
        return addresses;
    }

    private static IFileHandle Open(IFileSystem files, string run, StoreFile file)
    {
        string path = Path.Join(run, file.Name);
        if (!files.FileExists(path))
        {
            throw new CorruptionException(path, 0, $"a file of {file.Length} bytes", "no file");
        }
        return files.OpenRead(path);
    }

    private static void Verify(IFileHandle handle, BlockAddress block, byte[] buffer)
    {
        uint checksum = 0;
        for (int done = 0; done < block.Length; )
        {
            int count = Math.Min(buffer.Length, block.Length - done);
            int read = handle.Read(buffer.AsSpan(0, count), block.Offset + done);
            checksum = Crc32C.Append(checksum, buffer.AsSpan(0, read));
            done += count;
            if (read < count)
            {
                break;
            }
        }
        if (checksum != block.Checksum)
        {
            throw CorruptionException.Checksum(handle.Path, block.Offset, block.Checksum, checksum);
        }
    }
}
