using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>NodeCountFromCountStore and RelationshipCountFromCountStore: one row with a number that the snapshot knows.</summary>
internal sealed class CountStoreOperator(
    IEntityCounter counter,
    QueryContext context,
    bool needsColumn
) : Operator
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
        column.Append(counter.Count(context));
        return new Batch([column], 1);
    }

    /// <inheritdoc/>
    public override void Restart() => _isDone = false;
}
