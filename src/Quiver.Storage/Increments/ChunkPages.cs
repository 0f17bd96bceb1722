using Quiver.Storage.Delta;

namespace Quiver.Storage.Increments;

/// <summary>Lets go of the memory of mapped chunks that a pass over all of them has left behind, where they are many: a merge then holds few of them at a time. Thread safe.</summary>
/// <param name="chunks">The chunks.</param>
internal sealed class ChunkPages(ChangeRun[] chunks)
{
    // Fewer bytes are held, so that no pass has to map them anew.
    private const long KeptBytes = 64L << 20;

    private readonly bool _forgets = AreMany(chunks.Sum(static chunk => (long)chunk.Bytes.Length));

    /// <summary>Whether so many bytes of chunks are not to be held.</summary>
    public static bool AreMany(long bytes) => bytes > KeptBytes;

    /// <summary>Notes that a pass has left a stretch behind.</summary>
    public void Leave(Stretch stretch)
    {
        if (stretch.EndsChunk)
        {
            Leave(stretch.Chunk);
        }
    }

    /// <summary>Notes that a pass has left a chunk behind.</summary>
    public void Leave(int chunk)
    {
        if (_forgets)
        {
            chunks[chunk].Forget();
        }
    }
}
