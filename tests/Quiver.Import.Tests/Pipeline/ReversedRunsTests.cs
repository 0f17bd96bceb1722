using Quiver.Import.Pipeline;
using Quiver.Storage.Segments;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Import.Tests.Pipeline;

public sealed unsafe class ReversedRunsTests
{
    /// <summary>Degrees of one or a few, and some that fill more than a run.</summary>
    [Fact]
    public void Relationships_of_any_degrees_come_out_by_their_ends_with_their_starts_and_ids()
    {
        const int Segments = 3;
        const long Nodes = Segments * SegmentLayout.RowsPerSegment;
        var random = new Random(4);
        var disk = new SimulatedFileSystem(1);
        disk.CreateDirectory("/disk");
        using var store = RunStore.Create(disk, "/disk/runs");
        using var reversed = new ReversedRuns(Nodes, store);
        var expected = new List<(int Type, long Start, long End, long Id)>();
        long id = 0;
        foreach (int segment in Enumerable.Range(0, Segments))
        {
            for (int type = 0; type < 4; type++)
            {
                int[] degrees =
                [
                    .. Enumerable.Range(0, random.Next(1, 50)).Select(_ => DegreeOf()),
                ];
                int[] rows = [.. Enumerable.Range(0, degrees.Length).Select(row => row * 7)];
                int[] begins = new int[degrees.Length + 1];
                for (int i = 0; i < degrees.Length; i++)
                {
                    begins[i + 1] = begins[i] + degrees[i];
                }
                long[] ends = new long[begins[^1]];
                long firstId = id;
                for (int i = 0; i < rows.Length; i++)
                {
                    for (int at = begins[i]; at < begins[i + 1]; at++)
                    {
                        ends[at] = random.NextInt64(Nodes);
                        long start = SegmentLayout.FirstId(segment) + rows[i];
                        expected.Add((type, start, ends[at], id++));
                    }
                }
                var listed = new ListedOffsets(SegmentLayout.RowsPerSegment, rows, begins);
                reversed.Add(new BlockKey(segment, type), listed, ends, firstId);
            }
        }
        reversed.Flush();
        store.Complete();
        Assert.Equal(expected, Read(store).OrderBy(relationship => relationship.Id));

        int DegreeOf() => random.Next(60) == 0 ? random.Next(600_000) : random.Next(1, 4);
    }

    private static List<(int Type, long Start, long End, long Id)> Read(RunStore store)
    {
        var blocks = store.ListBlocks();
        var slices = new BlockSlices(blocks);
        using var windows = new RunWindows(store.RunCount);
        var found = new List<(int Type, long Start, long End, long Id)>();
        for (int number = 0; number < blocks.All.Count; number++)
        {
            var block = blocks.All[number].Block;
            foreach (var (run, from, count) in slices.Of(number))
            {
                long[] keys = new long[count + (RunWindows.SpareBytes / sizeof(long))];
                uint[] extras = new uint[count + (RunWindows.SpareBytes / sizeof(uint))];
                fixed (long* key = keys)
                fixed (uint* extra = extras)
                {
                    run.ReadKeys(from, count, key, windows);
                    run.ReadExtras(from, count, extra, windows);
                }
                for (int i = 0; i < count; i++)
                {
                    int row = (int)((ulong)keys[i] >> Run.NodeBits);
                    long end = SegmentLayout.FirstId(block.Segment) + row;
                    found.Add((block.Type, keys[i] & Run.NodeMask, end, run.Sequence + extras[i]));
                }
            }
        }
        return found;
    }
}
