using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

public sealed class MapValueTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    public void Of_equal_keys_the_last_value_wins_at_the_place_of_the_first(int keyCount)
    {
        var random = Seeded.Random(out int seed);
        var entries = new List<KeyValuePair<string, Value>>();
        var order = new List<string>();
        var expected = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int i = 0; i < keyCount * 3; i++)
        {
            string key = $"k{random.Next(keyCount)}";
            entries.Add(new(key, Value.Integer(i)));
            if (!expected.ContainsKey(key))
            {
                order.Add(key);
            }
            expected[key] = i;
        }
        var map = new MapValue(entries);
        Assert.True(order.SequenceEqual(map.Keys), $"seed {seed}");
        Assert.Equal(order.Count, map.Count);
        foreach (string key in order)
        {
            Assert.True(map.TryGetValue(key, out var value));
            Assert.Equal(expected[key], value.AsInteger());
        }
        Assert.False(map.TryGetValue("absent", out _));
        Assert.Throws<KeyNotFoundException>(() => map["absent"]);
    }
}
