using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Cypher.Execution.Operators.Paths;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// VarLengthExpand(Pruning,BFS): for each row one row for each different node at the end of its walks. What was found is kept for the next row, which
/// often starts at the same node.
/// </summary>
internal sealed class PruningExpandOperator(
    QueryContext context,
    Operator source,
    ExpandStep step,
    PathStepFilter filter,
    WalkSettings settings,
    OutputColumns output
) : Operator
{
    private readonly ReachableNodes _reachable = new(
        context,
        step,
        filter,
        settings.Minimum,
        settings.Maximum
    );
    private readonly bool _dependsOnRow =
        settings.StepPredicate is { } predicate
        && Array.Exists(predicate.Slots, slot => slot < settings.SourceWidth);
    private readonly List<int> _rows = [];
    private readonly List<long> _ends = [];
    private object? _snapshot;
    private Batch? _input;
    private int _row = -1;

    // The next of the nodes found that the current row is given; the first one waits until all others are known.
    private int _next;
    private bool _isRowOpen;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (_rows.Count < Batch.Capacity)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_isRowOpen)
            {
                GiveEnds();
                continue;
            }
            if (_input is not null && ++_row < _input.RowCount)
            {
                StartRow(_input);
                continue;
            }
            if (_rows.Count > 0)
            {
                break;
            }
            _input = source.Next();
            _row = -1;
            if (_input is null)
            {
                return null;
            }
        }
        return Emit();
    }

    /// <inheritdoc/>
    public override void AllowReuse() => output.AllowReuse();

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        _isRowOpen = false;
        _rows.Clear();
        _ends.Clear();
        _row = -1;
        source.Restart();
    }

    private void StartRow(Batch input)
    {
        long start = EntityColumn.NodesOf(input.Columns[step.FromSlot])[_row];
        if (start < 0)
        {
            return;
        }
        filter.Begin(input, _row);
        bool isKnown =
            start == _reachable.First
            && !_dependsOnRow
            && ReferenceEquals(_snapshot, context.Snapshot);
        if (!isKnown)
        {
            _snapshot = context.Snapshot;
            _reachable.Begin(start);
        }
        if (step.ToSlot >= 0)
        {
            if (Reaches(EntityColumn.NodesOf(input.Columns[step.ToSlot])[_row]))
            {
                Give(-1);
            }
            return;
        }
        _isRowOpen = true;
        _next = 1;
    }

    private bool Reaches(long end)
    {
        if (end < 0)
        {
            return false;
        }
        while (!_reachable.Contains(end))
        {
            if (!_reachable.Advance())
            {
                return false;
            }
        }
        return true;
    }

    private void GiveEnds()
    {
        while (_next < _reachable.Found.Count)
        {
            if (_rows.Count == Batch.Capacity)
            {
                return;
            }
            Give(_reachable.Found[_next++]);
        }
        if (_reachable.Advance())
        {
            return;
        }
        if (_reachable.IsFirstFound)
        {
            Give(_reachable.First);
        }
        _isRowOpen = false;
    }

    private void Give(long end)
    {
        _rows.Add(_row);
        if (settings.EndSlot >= 0)
        {
            _ends.Add(end);
        }
    }

    private Batch Emit()
    {
        var rows = CollectionsMarshal.AsSpan(_rows);
        var columns = output.Pass(_input!, rows);
        OutputColumns.Put(
            columns,
            settings.EndSlot,
            VectorKind.Node,
            CollectionsMarshal.AsSpan(_ends)
        );
        _ends.Clear();
        var batch = new Batch(columns, rows.Length);
        _rows.Clear();
        return batch;
    }
}
