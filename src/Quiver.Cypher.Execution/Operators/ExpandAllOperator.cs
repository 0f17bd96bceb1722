using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>ExpandAll: for each row one row per relationship of the known node.</summary>
internal sealed class ExpandAllOperator(
    QueryContext context,
    Operator source,
    ExpandStep step,
    OutputColumns output,
    RelationshipColumns made
) : Operator
{
    private readonly int[] _rows = new int[Batch.Capacity];
    private readonly long[] _relationships = new long[Batch.Capacity];
    private readonly long[] _nodes = new long[Batch.Capacity];
    private readonly StepCursor _cursor = new(step);
    private Expansion? _expansion;
    private Batch? _input;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_input is null && !Pull())
            {
                return null;
            }
            int count = _expansion!.Next(_rows, _relationships, _nodes);
            if (count == 0)
            {
                _input = null;
                continue;
            }
            if (!step.Used.IsEmpty)
            {
                count = step.Used.Exclude(_input!, _rows.AsSpan(0, count), _relationships, _nodes);
            }
            if (count > 0)
            {
                return Rows(count);
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

    private bool Pull()
    {
        _input = source.Next();
        if (_input is null)
        {
            return false;
        }
        _expansion = _cursor.Open(context);
        _expansion.Start(EntityColumn.NodesOf(_input.Columns[step.FromSlot]));
        return true;
    }

    private Batch Rows(int count)
    {
        var columns = output.Pass(_input!, _rows.AsSpan(0, count));
        OutputColumns.Put(
            columns,
            made.Relationship,
            VectorKind.Relationship,
            _relationships.AsSpan(0, count)
        );
        OutputColumns.Put(columns, made.Right, VectorKind.Node, _nodes.AsSpan(0, count));
        return new Batch(columns, count);
    }
}
