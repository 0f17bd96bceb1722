using Quiver.Import.Pipeline;

namespace Quiver.Import.Tests.Pipeline;

public sealed class BlockListTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(20_000, 40, 1_000)]
    [InlineData(20_000, int.MaxValue, int.MaxValue)]
    public void Blocks_are_read_as_they_were_written(int count, int segments, int types)
    {
        var random = new Random(count);
        var keys = new SortedSet<BlockKey>();
        for (int i = 0; i < count; i++)
        {
            keys.Add(new(random.Next(segments), random.Next(types)));
        }
        int from = 0;
        var blocks = keys.Select(key => (key, from += random.Next(1, 1 << 14))).ToArray();
        using var memory = new MemoryStream();
        using var output = new BinaryWriter(memory);
        BlockList.Write(blocks, output);
        output.Write(42);
        output.Flush();
        memory.Position = 0;
        using var input = new BinaryReader(memory);
        Assert.Equal(blocks, BlockList.Read(input));
        Assert.Equal(42, input.ReadInt32());
    }
}
