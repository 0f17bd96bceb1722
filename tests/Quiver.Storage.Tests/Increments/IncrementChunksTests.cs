using Quiver.Storage.Increments;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Tests.Increments;

public sealed class IncrementChunksTests
{
    [Fact]
    public void Chunks_that_are_too_much_for_one_merge_are_refused_while_they_are_written()
    {
        var chunks = new IncrementChunks();
        chunks.Add(new PatchFile("chunk-1", 1L << 30, 0), 0);
        chunks.Add(new PatchFile("chunk-2", 1L << 28, 0), 1 << 25);
        var error = Assert.Throws<StorageException>(() =>
            chunks.Add(new PatchFile("chunk-3", 1L << 29, 0), 0)
        );
        Assert.Contains("several parts", error.Message, StringComparison.Ordinal);
    }
}
