using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>NodeCountFromCountStore and RelationshipCountFromCountStore: one row with a number that was known when the query started.</summary>
internal sealed class CountStoreOperator(long count, bool needsColumn) : Operator
{
    private bool _isDone;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_isDone)
        {
            return null;
        }
        _isDone = true;
        if (!needsColumn)
        {
            return new Batch([], 1);
        }
        var column = new WordVector(VectorKind.Integer, 1);
        column.Append(count);
        return new Batch([column], 1);
    }

    /// <inheritdoc/>
    public override void Restart() => _isDone = false;
}
