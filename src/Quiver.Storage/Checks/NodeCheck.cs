using System.Text.Unicode;
using Quiver.Model.Values;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Checks;

/// <summary>Looks at every node's labels and at every property value of nodes and relationships.</summary>
internal sealed class NodeCheck(
    Generation generation,
    FindingList findings,
    CountTally tally,
    CancellationToken cancellation
)
{
    private readonly GenerationDirectory _directory = generation.Directory;
    private readonly Manifest _manifest = generation.Manifest;

    /// <summary>Values decoded.</summary>
    public long PropertyValues { get; private set; }

    /// <summary>Runs the check.</summary>
    public void Run()
    {
        foreach (var segment in _directory.NodeSegments)
        {
            cancellation.ThrowIfCancellationRequested();
            Guarded(() => CheckNodes(segment));
            CheckColumns(segment.FirstColumn, segment.ColumnCount, segment.Rows);
        }
        foreach (var segment in _directory.RelationshipSegments)
        {
            long end = SegmentLayout.FirstId(segment.Segment) + segment.Rows;
            if (end > _manifest.RelationshipIdLimit)
            {
                findings.Add(ManifestFile.Name, 0, $"relationship ids below {end} have properties");
            }
            CheckColumns(segment.FirstColumn, segment.ColumnCount, segment.Rows);
        }
    }

    private void Guarded(Action check)
    {
        try
        {
            check();
        }
        catch (CorruptionException damage)
        {
            findings.Add(damage);
        }
    }

    private void CheckNodes(NodeSegmentEntry segment)
    {
        long first = SegmentLayout.FirstId(segment.Segment);
        if (first + segment.Rows > _manifest.NodeIdLimit)
        {
            findings.Add(ManifestFile.Name, 0, $"node ids below {first + segment.Rows} exist");
        }
        int limit = _manifest.Tokens.Labels.Count;
        for (long node = first; node < first + segment.Rows; node++)
        {
            if (generation.NodeExists(node))
            {
                var labels = generation.Labels(node);
                tally.AddNodes(labels, 1);
                if (labels.Length > 0 && (uint)labels[^1].Value >= (uint)limit)
                {
                    Report(segment.Labels, $"node {node} has a label without a name");
                    return;
                }
            }
        }
    }

    /// <summary>With fewer than one row in so many that has a value, only rows with one are looked at.</summary>
    private const int RowsPerListed = 8;

    private void CheckColumns(int first, int count, int rows)
    {
        for (int i = first; i < first + count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int index = i;
            Guarded(() => CheckBlock(index, rows));
        }
    }

    private void CheckBlock(int index, int rows)
    {
        var block = generation.Columns(index);
        var entry = _directory.Columns[index];
        for (int place = 0; place < entry.Count; place++)
        {
            CheckColumn(block.Peek(place), entry.Block, rows);
        }
    }

    private void CheckColumn(ColumnBlock column, BlockAddress address, int rows)
    {
        if (column.Rows != rows)
        {
            Report(address, $"expected {rows} rows, found {column.Rows}");
        }
        long values = 0;
        // Of a million columns with a few values each not every row can be looked at.
        bool isSparse = column.Count < column.Rows / RowsPerListed;
        int last = -1;
        for (int i = 0; i < (isSparse ? column.Count : column.Rows); i++)
        {
            int row = isSparse ? column.RowOf(i) : i;
            if (row <= last)
            {
                Report(address, $"row {row} is listed behind row {last}");
            }
            last = row;
            var value = column[row];
            values += value.IsNull ? 0 : 1;
            if (value.Kind == ValueKind.String && !Utf8.IsValid(value.AsUtf8()))
            {
                Report(address, $"the text of row {row} is not UTF-8");
            }
        }
        if (values != column.Count)
        {
            Report(address, $"expected {column.Count} values, found {values}");
        }
        PropertyValues += values;
    }

    private void Report(BlockAddress address, string problem) =>
        findings.Add(generation.PathOf(address), address.Offset, problem);
}
