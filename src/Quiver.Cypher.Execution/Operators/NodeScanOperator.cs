using Quiver.Cypher.Execution.Tokens;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>AllNodesScan and NodeByLabelScan.</summary>
internal sealed class NodeScanOperator(
    QueryContext context,
    LabelReference? label,
    bool needsColumn
) : Operator
{
    private readonly long[] _nodes = new long[Batch.Capacity];
    private NodeScan? _scan;
    private WordVector? _column;
    private bool _isReused;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (_scan is null && !Open())
        {
            return null;
        }
        int count = _scan!.Next(_nodes);
        context.CountHits(count);
        if (count == 0)
        {
            return null;
        }
        if (!needsColumn)
        {
            return new Batch([], count);
        }
        var column = _column ?? new WordVector(VectorKind.Node, count);
        column.Clear();
        _column = _isReused ? column : null;
        _nodes.AsSpan(0, count).CopyTo(column.AppendSpan(count));
        return new Batch([column], count);
    }

    /// <inheritdoc/>
    public override void AllowReuse() => _isReused = true;

    /// <inheritdoc/>
    public override void Restart() => _scan = null;

    /// <summary>Begins the scan; false when there is no such label.</summary>
    private bool Open()
    {
        var snapshot = context.Snapshot;
        var labelId = label is null ? LabelId.None : label.Resolve(snapshot.Tokens);
        if (label is not null && labelId == LabelId.None)
        {
            return false;
        }
        _scan = snapshot.ScanNodes(labelId);
        return true;
    }
}
