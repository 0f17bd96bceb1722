using Quiver.Foundation.Kernels;

namespace Quiver.Foundation.Tests.Kernels;

public sealed class RadixSorterTests
{
    [Fact]
    public void Words_ascend_and_equal_ones_keep_their_order()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var sorter = new RadixSorter();
        for (int round = 0; round < 200; round++)
        {
            int count = (round % 8) switch
            {
                0 => random.Next(60),
                // Parted, once or several times.
                1 => random.Next(8000, 100_000),
                _ => random.Next(5000),
            };
            ulong mask = MaskOf(random);
            ulong above = (ulong)random.NextInt64() & ~mask;
            ulong[] words = new ulong[count];
            for (int i = 0; i < count; i++)
            {
                words[i] = (((ulong)random.NextInt64() << 1) & mask) | above;
            }
            int[] numbers = [.. Enumerable.Range(0, count)];
            // A stable sort, by comparing.
            int[] expected = [.. numbers.OrderBy(i => words[i])];
            ulong[] sorted = [.. words];
            ulong[] alone = [.. words];

            sorter.Sort(sorted, numbers);
            sorter.Sort(alone);

            Assert.True(expected.AsSpan().SequenceEqual(numbers), $"seed {seed}, round {round}");
            Assert.True(
                sorted.AsSpan().SequenceEqual([.. numbers.Select(i => words[i])]),
                $"seed {seed}, round {round}"
            );
            Assert.True(sorted.AsSpan().SequenceEqual(alone), $"seed {seed}, round {round}");
        }
    }

    /// <summary>Words that differ in few bits or many, low ones or high ones, with gaps between.</summary>
    private static ulong MaskOf(Random random)
    {
        ulong mask = 0;
        for (int i = random.Next(4); i >= 0; i--)
        {
            int bits = random.Next(1, 65);
            ulong part = bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
            mask |= part << random.Next(65 - bits);
        }
        return mask;
    }
}
