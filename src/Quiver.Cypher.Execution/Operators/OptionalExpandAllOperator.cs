using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>OptionalExpandAll: like ExpandAll, and a row without relationships that satisfy the condition is kept once, with nulls.</summary>
internal sealed class OptionalExpandAllOperator(
    QueryContext context,
    Operator source,
    ExpandStep step,
    OptionalExpandColumns columns
) : Operator
{
    private readonly int[] _rows = new int[Batch.Capacity];
    private readonly long[] _relationships = new long[Batch.Capacity];
    private readonly long[] _nodes = new long[Batch.Capacity];
    private readonly StepCursor _cursor = new(step);
    private TrueRows? _test;
    private Expansion? _expansion;
    private Batch? _input;

    // The first input row that is not accounted for yet, and whether it has had a relationship.
    private int _open;
    private bool _isOpenMatched;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (_input is null && !Pull())
        {
            return null;
        }
        var input = _input!;
        var result = new OptionalRows();
        int count = _expansion!.Next(_rows, _relationships, _nodes);
        if (count == 0)
        {
            CloseRowsBefore(input.RowCount, result);
            _input = null;
            return Rows(input, result);
        }
        int last = _rows[count - 1];
        if (!step.Used.IsEmpty)
        {
            count = step.Used.Exclude(input, _rows.AsSpan(0, count), _relationships, _nodes);
        }
        if (columns.Predicate is not null && count > 0)
        {
            count = Test(input, count);
        }
        for (int i = 0; i < count; i++)
        {
            CloseRowsBefore(_rows[i], result);
            _isOpenMatched = true;
            result.Add(_rows[i], _relationships[i], _nodes[i]);
        }
        CloseRowsBefore(last, result);
        return Rows(input, result);
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        source.Restart();
    }

    private bool Pull()
    {
        _input = source.Next();
        if (_input is null)
        {
            return false;
        }
        _open = 0;
        _isOpenMatched = false;
        _expansion = _cursor.Open(context);
        _expansion.Start(EntityColumn.NodesOf(_input.Columns[step.FromSlot]));
        return true;
    }

    private void CloseRowsBefore(int row, OptionalRows result)
    {
        while (_open < row)
        {
            if (!_isOpenMatched)
            {
                result.AddNull(_open);
            }
            _open++;
            _isOpenMatched = false;
        }
    }

    private int Test(Batch input, int count)
    {
        var candidates = columns.Candidates(input, _rows.AsSpan(0, count));
        columns.Place(candidates, _relationships.AsSpan(0, count), _nodes.AsSpan(0, count));
        _test ??= new TrueRows(columns.Predicate!, context);
        var kept = _test.Find(new Batch(candidates, count));
        for (int i = 0; i < kept.Length; i++)
        {
            _rows[i] = _rows[kept[i]];
            _relationships[i] = _relationships[kept[i]];
            _nodes[i] = _nodes[kept[i]];
        }
        return kept.Length;
    }

    private Batch Rows(Batch input, OptionalRows result)
    {
        var made = columns.Output.Pass(input, result.Rows);
        if (columns.Made.Relationship >= 0)
        {
            made[columns.Made.Relationship] = result.Relationships;
        }
        if (columns.Made.Right >= 0)
        {
            made[columns.Made.Right] = result.Nodes;
        }
        return new Batch(made, result.Rows.Length);
    }
}
