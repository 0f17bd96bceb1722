using Quiver.Storage.Delta;

namespace Quiver.Storage.Tests.Delta;

public sealed class NodePlacesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(130, 1)]
    [InlineData(130, 7)]
    [InlineData(50, 200)]
    public void Places_are_those_of_the_list_whether_its_nodes_lie_close_together_or_not(
        int count,
        int distance
    )
    {
        const int First = 70;
        var random = new Random(count + distance);
        var nodes = new SortedSet<long>();
        while (nodes.Count < count)
        {
            nodes.Add(First + random.Next(count * distance));
        }
        long[] list = [.. nodes];
        var places = new NodePlaces([.. nodes]);
        for (long id = 0; id < First + (count * distance) + 200; id++)
        {
            Assert.Equal(Array.IndexOf(list, id), places.IndexOf(id));
            Assert.Equal(list.Count(node => node < id), places.FirstFrom(id));
        }
        Assert.Equal(0, places.FirstFrom(long.MinValue));
        Assert.Equal(count, places.FirstFrom(long.MaxValue));
    }
}
