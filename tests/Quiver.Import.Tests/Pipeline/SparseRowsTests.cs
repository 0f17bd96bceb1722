using Quiver.Import.Pipeline;

namespace Quiver.Import.Tests.Pipeline;

public sealed class SparseRowsTests
{
    [Theory]
    [InlineData(0, 65_536, 10)]
    [InlineData(1, 65_536, 10)]
    [InlineData(2_048, 65_536, 1_000_000)]
    [InlineData(2_048, 3, 1_000_000)]
    [InlineData(2_048, 40, 3)]
    public void Keys_come_out_in_order_and_equal_ones_by_what_belongs_to_them(
        int count,
        int rows,
        int farNodes
    )
    {
        var random = new Random(count + rows);
        var sparse = new SparseRows();
        for (int round = 0; round < 20; round++)
        {
            var pairs = new (ulong Key, long Item)[count];
            for (int i = 0; i < count; i++)
            {
                ulong row = (ulong)random.Next(rows);
                pairs[i] = ((row << Run.NodeBits) | (uint)random.Next(farNodes), i);
            }
            ulong[] keys = [.. pairs.Select(pair => pair.Key)];
            long[] items = [.. pairs.Select(pair => pair.Item)];
            sparse.Sort(keys, items);
            Array.Sort(pairs);
            Assert.Equal(pairs, keys.Zip(items));
        }
    }
}
