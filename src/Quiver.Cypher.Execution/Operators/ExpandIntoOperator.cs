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
    private readonly List<int> _rows = [];
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
    public override void Restart()
    {
        _input = null;
        source.Restart();
    }

    private Batch Find(Batch input)
    {
        var from = EntityColumn.NodesOf(input.Columns[step.FromSlot]);
        var to = EntityColumn.NodesOf(input.Columns[step.ToSlot]);
        var relationships = new WordVector(VectorKind.Relationship);
        var types = step.Types.Resolve(context.Snapshot.Tokens);
        _rows.Clear();
        for (; _row < input.RowCount && _rows.Count < Batch.Capacity; _row++)
        {
            if (from[_row] < 0 || to[_row] < 0 || types is null)
            {
                continue;
            }
            _found.Clear();
            context.Snapshot.FindRelationships(
                new NodeId(from[_row]),
                new NodeId(to[_row]),
                step.Direction,
                types,
                _found
            );
            context.CountHits(1 + _found.Count);
            foreach (var relationship in _found)
            {
                if (step.Used.IsEmpty || !step.Used.Contains(input, _row, relationship.Value))
                {
                    _rows.Add(_row);
                    relationships.Append(relationship.Value);
                }
            }
        }
        var columns = output.Pass(input, CollectionsMarshal.AsSpan(_rows));
        if (relationshipSlot >= 0)
        {
            columns[relationshipSlot] = relationships;
        }
        return new Batch(columns, _rows.Count);
    }
}
