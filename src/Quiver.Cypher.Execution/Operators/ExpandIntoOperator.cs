using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>ExpandInto: for each row one row per relationship between two known nodes.</summary>
internal sealed class ExpandIntoOperator(
    QueryContext context,
    Operator source,
    ExpandStep step,
    OutputColumns output,
    int relationshipSlot
) : Operator
{
    private readonly List<RelationshipId> _found = [];
    private readonly List<long> _ofKnown = [];
    private readonly List<int> _rows = [];
    private readonly List<long> _relationships = [];
    private RepeatedStart? _repeated;
    private Batch? _input;
    private int _row;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_input is null)
            {
                _input = source.Next();
                _row = 0;
                if (_input is null)
                {
                    return null;
                }
            }
            var batch = Find(_input);
            if (_row == _input.RowCount)
            {
                _input = null;
            }
            if (batch.RowCount > 0)
            {
                return batch;
            }
        }
    }

    /// <inheritdoc/>
    public override void AllowReuse() => output.AllowReuse();

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        source.Restart();
    }

    private Batch Find(Batch input)
    {
        var from = EntityColumn.NodesOf(input.Columns[step.FromSlot]);
        var to = EntityColumn.NodesOf(input.Columns[step.ToSlot]);
        var types = step.Types.Resolve(context.Snapshot.Tokens);
        _rows.Clear();
        _relationships.Clear();
        for (; _row < input.RowCount && _rows.Count < Batch.Capacity; _row++)
        {
            if (from[_row] < 0 || to[_row] < 0 || types is null)
            {
                continue;
            }
            Find(from[_row..], to[_row], types);
            context.CountHits(1 + _ofKnown.Count);
            foreach (long relationship in _ofKnown)
            {
                if (step.Used.IsEmpty || !step.Used.Contains(input, _row, relationship))
                {
                    _rows.Add(_row);
                    _relationships.Add(relationship);
                }
            }
        }
        var columns = output.Pass(input, CollectionsMarshal.AsSpan(_rows));
        OutputColumns.Put(
            columns,
            relationshipSlot,
            VectorKind.Relationship,
            CollectionsMarshal.AsSpan(_relationships)
        );
        return new Batch(columns, _rows.Count);
    }

    /// <summary>Finds the relationships from the first node to another one.</summary>
    private void Find(ReadOnlySpan<long> from, long to, RelationshipTypeId[] types)
    {
        _ofKnown.Clear();
        if (from.Length > 1 && from[0] == from[1])
        {
            _repeated ??= new RepeatedStart(context, step);
        }
        if (_repeated is not null && _repeated.Begin(from, types))
        {
            _repeated.Find(to, _ofKnown);
            return;
        }
        _found.Clear();
        context.Snapshot.FindRelationships(
            new NodeId(from[0]),
            new NodeId(to),
            step.Direction,
            types,
            _found
        );
        foreach (var relationship in _found)
        {
            _ofKnown.Add(relationship.Value);
        }
    }
}
