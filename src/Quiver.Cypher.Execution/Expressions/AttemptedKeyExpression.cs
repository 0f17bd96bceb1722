using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>A key that is null in the rows for which it fails.</summary>
internal sealed class AttemptedKeyExpression(VectorExpression key) : VectorExpression(key)
{
    private readonly Attempt _attempt = new(key);

    /// <summary>The rows of the last batch for which it failed.</summary>
    public IReadOnlyList<int> FailedRows => _attempt.FailedRows;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) =>
        _attempt.Evaluate(rows, context);
}
