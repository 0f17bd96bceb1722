using Quiver.Import.Pipeline;

namespace Quiver.Import.Tests.Pipeline;

public sealed class EndSorterTests
{
    private const long LastNode = (1L << Run.NodeBits) - 1;

    /// <summary>Few ends and many; of fewer nodes than ends, of about as many, of many more.</summary>
    [Theory]
    [InlineData(0, 10)]
    [InlineData(2, 1)]
    [InlineData(256, 1_000_000)]
    [InlineData(257, 1)]
    [InlineData(300, 300)]
    [InlineData(5_000, 100)]
    [InlineData(5_000, 4_000)]
    [InlineData(5_000, 1_000_000)]
    [InlineData(70_000, 200_000)]
    [InlineData(70_000, 1L << 33)]
    [InlineData(3_000, LastNode)]
    public void Ends_ascend_and_numbers_of_equal_ones_too(int count, long nodes)
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        using var sorter = new EndSorter();
        for (int round = 0; round < 3; round++)
        {
            // Ends may lie anywhere among the nodes that there can be.
            long first = round == 0 ? 0 : random.NextInt64(LastNode - nodes + 1);
            long[] ends = new long[count];
            for (int i = 0; i < count; i++)
            {
                ends[i] = first + random.NextInt64(nodes);
            }
            int[] numbers = [.. Enumerable.Range(7, count)];
            int[] expectedNumbers = [.. numbers.OrderBy(number => ends[number - 7])];
            long[] expected = [.. ends.Order()];
            long[] alone = [.. ends];

            sorter.Sort(alone);
            sorter.Sort(ends, numbers);

            Assert.True(expected.AsSpan().SequenceEqual(alone), $"seed {seed}, round {round}");
            Assert.True(expected.AsSpan().SequenceEqual(ends), $"seed {seed}, round {round}");
            Assert.True(
                expectedNumbers.AsSpan().SequenceEqual(numbers),
                $"seed {seed}, round {round}"
            );
        }
    }
}
