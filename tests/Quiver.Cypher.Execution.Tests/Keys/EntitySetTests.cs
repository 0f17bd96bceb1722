using Quiver.Cypher.Execution.Keys;

namespace Quiver.Cypher.Execution.Tests.Keys;

public sealed class EntitySetTests
{
    [Theory]
    [InlineData(300)]
    [InlineData(200_000)]
    [InlineData(3_000_000)]
    public void Holds_what_a_hash_set_holds_however_far_apart_ids_are(long limit)
    {
        var random = new Random(42);
        for (int round = 0; round < 20; round++)
        {
            var set = new EntitySet();
            var model = new HashSet<long>();
            // Some rounds end with ids that are too far for pages, and with negative ones.
            bool isFar = round % 3 == 0;
            for (int step = 0; step < 8; step++)
            {
                long[] ids = new long[random.Next(400)];
                for (int i = 0; i < ids.Length; i++)
                {
                    bool jump = isFar && step > 2 && random.Next(100) == 0;
                    ids[i] = jump
                        ? random.Next(2) == 0
                            ? (1L << 50) + random.Next(3)
                            : -2 - random.Next(3)
                        : random.NextInt64(limit);
                }
                int before = model.Count;
                model.UnionWith(ids);
                Assert.Equal(model.Count - before, set.AddAll(ids));
                Assert.Equal(model.Count, set.Count);
            }
            Assert.Equal(model.Order(), set.ToArray().Order());
            Assert.True(set.MemoryBytes > 0);
        }
    }
}
