using Quiver.Foundation.Memory;
using Quiver.Import.Values;

namespace Quiver.Import.Pipeline;

/// <summary>Groups the rows of a chunk by the segments of the ids that they bring along. One per thread.</summary>
/// <remarks>Unsafe: an array of one label set a row, reserved from the chunk's row count.</remarks>
internal sealed unsafe class NodeRunBuilder(NodeRuns runs) : IDisposable
{
    private readonly RunBuilder _builder = new(NodeIdParser.Maximum + 1);
    private readonly ScratchMemory _labelSets = new();

    /// <summary>The rows, to be filled by the caller before <see cref="Add"/>.</summary>
    public RowChunk Chunk { get; } = new();

    /// <summary>Hands the chunk's rows on.</summary>
    /// <param name="sequence">The block's number.</param>
    /// <param name="ids">The node ids, all there.</param>
    public void Add(long sequence, ColumnChunk ids)
    {
        int rowCount = Chunk.RowCount;
        if (rowCount == 0)
        {
            return;
        }
        var nodes = new ReadOnlySpan<long>(ids.Words, rowCount);
        var labelSets = new Span<long>(_labelSets.Reserve<long>(rowCount), rowCount);
        for (int row = 0; row < rowCount; row++)
        {
            labelSets[row] = Chunk.LabelSet >= 0 ? Chunk.LabelSet : Chunk.LabelSets[row];
        }
        var run = _builder.Build(sequence, nodes, labelSets, [], uniformType: 0);
        var order = _builder.Order(rowCount);
        for (int i = 0; i < Chunk.ColumnCount; i++)
        {
            ColumnMerge.Permute(Chunk.Column(i), order, run.Columns.Add(Chunk.Key(i)));
        }
        long highest = 0;
        foreach (long node in nodes)
        {
            highest = Math.Max(highest, node);
        }
        runs.Add(run, highest);
    }

    public void Dispose()
    {
        _builder.Dispose();
        _labelSets.Dispose();
        Chunk.Dispose();
    }
}
