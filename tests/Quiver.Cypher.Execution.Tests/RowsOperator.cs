using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Tests;

/// <summary>Gives prepared batches, and counts how many were asked for.</summary>
internal sealed class RowsOperator(params Batch[] batches) : Operator
{
    private int _next;

    public int Given { get; private set; }

    public override Batch? Next()
    {
        if (_next == batches.Length)
        {
            return null;
        }
        Given++;
        return batches[_next++];
    }

    public override void Restart() => _next = 0;
}
