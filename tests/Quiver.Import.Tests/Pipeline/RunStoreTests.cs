using Quiver.Import.Pipeline;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Import.Tests.Pipeline;

public sealed unsafe class RunStoreTests
{
    /// <summary>Few pairs of segment and type, of which most occur, and so many that hardly any does.</summary>
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(12, 3, 40)]
    [InlineData(12, 100_000, 2_000_000)]
    public void Slices_are_those_of_a_dictionary(int runs, int segments, int types)
    {
        var random = new Random(runs + segments);
        var expected = new SortedDictionary<BlockKey, List<(long Sequence, int From, int Count)>>();
        var disk = new SimulatedFileSystem(1);
        disk.CreateDirectory("/disk");
        using var store = RunStore.Create(disk, "/disk/runs");
        foreach (int sequence in Shuffled(runs, random))
        {
            using var run = new Run(hasExtras: false);
            var blocks = new SortedSet<BlockKey>();
            for (int i = random.Next(1, 50); i > 0; i--)
            {
                blocks.Add(new(random.Next(segments), random.Next(types)));
            }
            int rows = blocks.Count + random.Next(1_000);
            run.Begin(sequence, rows);
            new Span<long>(run.Keys, rows).Clear();
            int from = 0;
            foreach (var block in blocks)
            {
                int rest = blocks.Count - run.Blocks.Count - 1;
                int count = rest == 0 ? rows - from : random.Next(1, rows - from - rest + 1);
                run.Blocks.Add((block, from));
                expected.TryAdd(block, []);
                expected[block].Add((sequence, from, count));
                from += count;
            }
            store.Add(run);
        }
        store.Complete();
        var found = store.ListBlocks();
        Assert.Equal(
            expected.Select(pair => (pair.Key, pair.Value.Sum(slice => (long)slice.Count))),
            found.All
        );
        foreach (long mostRows in (long[])[0, 2_000, long.MaxValue])
        {
            var listed = new BlockSlices(found, mostRows);
            int number = 0;
            foreach (var slices in expected.Values)
            {
                Assert.Equal(slices.Order(), Described(listed.Of(number++)));
            }
            // In any other order as well.
            foreach (int block in Shuffled(expected.Count, random))
            {
                Assert.Equal(expected[found.All[block].Block].Order(), Described(listed.Of(block)));
            }
        }
    }

    private static List<(long Sequence, int From, int Count)> Described(RunSlices slices)
    {
        var described = new List<(long Sequence, int From, int Count)>();
        foreach (var (run, from, count) in slices)
        {
            described.Add((run.Sequence, from, count));
        }
        return described;
    }

    private static int[] Shuffled(int count, Random random)
    {
        int[] numbers = [.. Enumerable.Range(0, count)];
        random.Shuffle(numbers);
        return numbers;
    }
}
