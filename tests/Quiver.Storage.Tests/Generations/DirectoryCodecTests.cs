using Quiver.Model;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Tests.Generations;

public sealed class DirectoryCodecTests
{
    [Fact]
    public void Adjacency_blocks_in_any_order_are_arranged_as_directories_have_them()
    {
        var random = new Random(3);
        int[] numbers = [0, 1, 2, 65_535, 65_536, int.MaxValue - 1, int.MaxValue];
        AdjacencyEntry[] entries =
        [
            .. from direction in (Direction[])[Direction.Outgoing, Direction.Incoming]
            from segment in numbers
            from type in numbers
            select new AdjacencyEntry(
                segment,
                direction,
                new RelationshipTypeId(type),
                random.Next(),
                random.NextInt64(),
                new BlockAddress(random.Next(), random.NextInt64(), random.Next(), 0)
            ),
        ];
        Assert.All(
            entries.Zip(entries.Skip(1)),
            pair => Assert.True(DirectoryCodec.Order(pair.First, pair.Second) < 0)
        );
        for (int round = 0; round < 20; round++)
        {
            var mixed = entries.ToArray();
            random.Shuffle(mixed);
            Assert.Equal(entries, DirectoryCodec.Arrange([.. mixed]));
        }
        Assert.Empty(DirectoryCodec.Arrange([]));
    }
}
