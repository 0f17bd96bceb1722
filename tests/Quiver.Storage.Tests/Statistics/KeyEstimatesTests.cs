using Quiver.Storage.Statistics;

namespace Quiver.Storage.Tests.Statistics;

public sealed class KeyEstimatesTests
{
    [Fact]
    public void Columns_of_any_keys_in_any_order_add_up_by_key()
    {
        var random = new Random(5);
        var estimates = new KeyEstimates();
        var values = new Dictionary<int, long>();
        var distinct = new Dictionary<int, DistinctSketch>();
        for (int column = 0; column < 2_000; column++)
        {
            int key = random.Next(random.Next(3_000) + 1);
            var sketch = new DistinctSketch();
            int rows = 1 + random.Next(40);
            for (int row = 0; row < rows; row++)
            {
                sketch.Add(random.NextInt64());
            }
            estimates.Add(key, rows, sketch);
            values[key] = values.GetValueOrDefault(key) + rows;
            distinct.TryAdd(key, new DistinctSketch());
            distinct[key].Merge(sketch);
        }
        var found = estimates.Estimate();
        Assert.Equal(values.Count, estimates.Count);
        Assert.Equal(values.Keys.Order(), estimates.All.Select(entry => entry.Key));
        foreach (var (key, count) in values)
        {
            Assert.Equal(count, found[key].ValueCount);
            Assert.Equal(Math.Clamp(distinct[key].Estimate(), 1, count), found[key].DistinctCount);
        }
    }
}
