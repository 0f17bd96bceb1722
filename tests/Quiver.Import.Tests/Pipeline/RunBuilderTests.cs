using Quiver.Import.Pipeline;

namespace Quiver.Import.Tests.Pipeline;

public sealed unsafe class RunBuilderTests
{
    private const int RowsPerSegment = 65_536;

    /// <summary>Few and many segments and types, so that rows are grouped by counters and by looking up which groups occur.</summary>
    [Theory]
    [InlineData(1, 1, 100)]
    [InlineData(3, 1, 5_000)]
    [InlineData(3, 40, 5_000)]
    [InlineData(1, 5_000, 5_000)]
    [InlineData(3, 5_000, 5_000)]
    [InlineData(20, 20_000, 300_000)]
    [InlineData(70_000, 1, 2_000)]
    [InlineData(70_000, 3, 2_000)]
    public void Rows_stand_by_segment_and_type_in_their_order(int segments, int types, int rows)
    {
        var random = new Random(segments + types);
        long nodes = (long)segments * RowsPerSegment;
        using var builder = new RunBuilder(nodes);
        for (int round = 0; round < 2; round++)
        {
            long[] near = new long[rows];
            long[] far = new long[rows];
            int[] kinds = types == 1 ? [] : new int[rows];
            for (int row = 0; row < rows; row++)
            {
                near[row] = random.NextInt64(nodes);
                far[row] = random.NextInt64(nodes);
                if (types > 1)
                {
                    kinds[row] = random.Next(types);
                }
            }
            var run = builder.Build(round, near, far, kinds, uniformType: 7);
            int[] expected =
            [
                .. Enumerable
                    .Range(0, rows)
                    .OrderBy(row => near[row] / RowsPerSegment)
                    .ThenBy(row => types == 1 ? 7 : kinds[row]),
            ];
            Assert.Equal(expected, builder.Order(rows).ToArray());
            var blocks = new List<(BlockKey, int)>();
            for (int i = 0; i < rows; i++)
            {
                int row = expected[i];
                var (segment, offset) = Math.DivRem(near[row], RowsPerSegment);
                Assert.Equal(offset << Run.NodeBits | far[row], run.Keys[i]);
                var block = new BlockKey((int)segment, types == 1 ? 7 : kinds[row]);
                if (blocks.Count == 0 || blocks[^1].Item1 != block)
                {
                    blocks.Add((block, i));
                }
            }
            Assert.Equal(blocks, run.Blocks);
        }
    }
}
