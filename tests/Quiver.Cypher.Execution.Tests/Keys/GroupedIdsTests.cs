using Quiver.Cypher.Execution.Keys;

namespace Quiver.Cypher.Execution.Tests.Keys;

public sealed class GroupedIdsTests
{
    [Theory]
    [InlineData(3, 100)]
    [InlineData(500, 40)]
    // Groups that outgrow the chunks from which small tables are cut.
    [InlineData(2, 200_000)]
    public void Each_group_holds_what_a_hash_set_holds(int groups, int limit)
    {
        var random = new Random(42);
        var sets = new GroupedIds();
        var models = new List<HashSet<int>>();
        for (int i = 0; i < 100_000; i++)
        {
            // Groups appear one after the other.
            int group = random.Next(1 + Math.Min(groups - 1, i / 20));
            while (models.Count <= group)
            {
                models.Add([]);
            }
            sets.EnsureGroups(models.Count);
            int id =
                random.Next(50) == 0 ? (int)KeyCodes.MaxId - random.Next(3) : random.Next(limit);
            Assert.Equal(models[group].Add(id), sets.Add(group, id));
        }
        for (int group = 0; group < models.Count; group++)
        {
            Assert.Equal(models[group].Order(), sets.ToArray(group).Order());
        }
        Assert.Empty(sets.ToArray(models.Count + 1000));
        Assert.True(
            sets.MemoryBytes >= models.Sum(static model => (long)model.Count) * sizeof(int)
        );
    }
}
