using Quiver.Foundation.IO;

namespace Quiver.Import.Pipeline;

/// <summary>What linkers do with adjacency blocks that are too large to be put into order in memory: one at a time, through a temporary file.</summary>
/// <param name="files">The file system.</param>
/// <param name="path">The temporary file.</param>
/// <param name="mostBytes">Bytes that the relationships of a block have in their runs at most for it to be linked at once.</param>
internal sealed class LargeBlocks(IFileSystem files, string path, long mostBytes)
{
    /// <summary>Held by the thread that has a large block in work.</summary>
    public Lock Turn { get; } = new();

    /// <summary>Bytes of relationships that are linked at once.</summary>
    public long MostBytes => mostBytes;

    /// <summary>Whether a block goes through the temporary file.</summary>
    /// <param name="blocks">All blocks.</param>
    /// <param name="block">The block's place among them.</param>
    /// <param name="slices">Its relationships.</param>
    public bool Takes(RunBlocks blocks, int block, BlockSlices slices) =>
        blocks.All[block].Count * blocks.MostRowBytes > mostBytes && Takes(slices.Of(block));

    /// <summary>Whether relationships go through the temporary file.</summary>
    public bool Takes(RunSlices slices) => BytesOf(slices) > mostBytes;

    /// <summary>An empty file for the relationships of a block.</summary>
    public RunStore Open() => RunStore.Create(files, path);

    /// <summary>Deletes the file.</summary>
    public void Close() => files.DeleteFile(path);

    /// <summary>Bytes that relationships take in their runs, about.</summary>
    public static long BytesOf(RunSlices slices)
    {
        double bytes = 0;
        foreach (var (run, _, count) in slices)
        {
            bytes += (double)run.ByteCount * count / run.RowCount;
        }
        return (long)bytes;
    }
}
