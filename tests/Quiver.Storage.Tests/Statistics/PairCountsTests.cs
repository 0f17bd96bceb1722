using Quiver.Storage.Statistics;

namespace Quiver.Storage.Tests.Statistics;

public sealed class PairCountsTests
{
    public static TheoryData<int, int, int> Shapes =>
        new()
        {
            { 1, 1, 1 },
            { 4, 3, 10 },
            { 2_000, 1, 700 },
            { 1, 2_000, 700 },
            { 300, 40, 5_000 },
            { int.MaxValue - 1, int.MaxValue - 1, 500 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Counts_are_those_of_a_dictionary_through_changes_and_their_bytes(
        int labels,
        int types,
        int pairs
    )
    {
        var random = new Random(labels ^ types ^ pairs);
        var expected = new Dictionary<(int Label, int Type), long>();
        for (int i = 0; i < pairs; i++)
        {
            expected[(random.Next(labels), random.Next(types))] = NextCount(random);
        }
        var counts = PairCounts.Of(expected);
        AssertEqual(expected, counts, random);
        for (int round = 0; round < 8; round++)
        {
            var differences = new Dictionary<(int Label, int Type), long>();
            foreach (var (key, count) in expected.Where(_ => random.Next(4) == 0))
            {
                differences[key] = random.Next(2) == 0 ? -count : NextCount(random);
            }
            for (int i = random.Next(pairs); i >= 0; i--)
            {
                var key = (random.Next(labels), random.Next(types));
                differences.TryAdd(key, expected.ContainsKey(key) ? 0 : NextCount(random));
            }
            foreach (var (key, difference) in differences)
            {
                expected[key] = expected.GetValueOrDefault(key) + difference;
                if (expected[key] == 0)
                {
                    expected.Remove(key);
                }
            }
            var before = counts.ToArray();
            var changed = counts.With(differences);
            Assert.Equal(before, counts);
            counts = changed;
            AssertEqual(expected, counts, random);
            var decoded = PairCounts.TryDecode(counts.Encode().ToArray());
            Assert.NotNull(decoded);
            AssertEqual(expected, decoded, random);
            Assert.Equal(counts.Encode(), decoded.Encode());
            Assert.Equal(PairCounts.Of(expected).Encode(), counts.Encode());
        }
    }

    [Fact]
    public void A_pair_of_a_large_graph_takes_two_bytes()
    {
        var counts = new Dictionary<(int, int), long>();
        for (int i = 0; i < 40_000; i++)
        {
            counts[(i * 3, i % 100)] = 1 + (i % 90);
        }
        int bytes = PairCounts.Of(counts).Encode().Length;
        Assert.InRange(bytes, 2 * counts.Count, 3 * counts.Count + 500);
    }

    [Fact]
    public void Any_other_bytes_are_refused_or_stand_for_counts()
    {
        var random = new Random(3);
        var counts = new Dictionary<(int, int), long>();
        for (int i = 0; i < 200; i++)
        {
            counts[(random.Next(90), random.Next(9))] = NextCount(random);
        }
        byte[] bytes = PairCounts.Of(counts).Encode().ToArray();
        int refused = 0;
        for (int i = 0; i < 4_000; i++)
        {
            byte[] damaged = bytes.AsSpan(0, random.Next(bytes.Length + 1)).ToArray();
            for (int change = random.Next(3); change > 0 && damaged.Length > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }
            var decoded = PairCounts.TryDecode(damaged);
            refused += decoded is null ? 1 : 0;
            if (decoded is not null)
            {
                Assert.All(decoded, pair => Assert.True(pair.Value > 0));
                Assert.Equal(decoded.Count, decoded.Keys.Distinct().Count());
            }
        }
        Assert.InRange(refused, 1_000, 3_999);
    }

    private static long NextCount(Random random) =>
        random.Next(5) == 0 ? random.NextInt64(1, long.MaxValue / 64) : random.Next(1, 200);

    private static void AssertEqual(
        Dictionary<(int Label, int Type), long> expected,
        PairCounts actual,
        Random random
    )
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.Equal(expected.OrderBy(pair => pair.Key), actual.OrderBy(pair => pair.Key));
        foreach (var (key, count) in expected)
        {
            Assert.Equal(count, actual[key]);
            var near = (key.Label + random.Next(-1, 2), key.Type + random.Next(-1, 2));
            Assert.Equal(expected.GetValueOrDefault(near), actual.GetValueOrDefault(near));
        }
    }
}
