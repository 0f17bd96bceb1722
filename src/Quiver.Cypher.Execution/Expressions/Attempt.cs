using Quiver.Model.Columns;
using Quiver.Model.Status;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>Evaluates an expression for rows that may turn out not to be wanted: for which of them it fails is noted.</summary>
/// <param name="expression">The expression.</param>
internal sealed class Attempt(VectorExpression expression)
{
    private const string Statement = "Neo.ClientError.Statement.";

    private readonly List<int> _failedRows = [];

    /// <summary>The rows of the last batch for which the expression failed, ascending.</summary>
    public IReadOnlyList<int> FailedRows => _failedRows;

    /// <summary>The values; null in the rows for which it fails.</summary>
    public ColumnVector Evaluate(Batch rows, QueryContext context) =>
        Evaluate(rows, context, isTransient: false);

    /// <summary>The values until the next batch is asked for; null in the rows for which it fails.</summary>
    public ColumnVector EvaluateTransient(Batch rows, QueryContext context) =>
        Evaluate(rows, context, isTransient: true);

    private ColumnVector Evaluate(Batch rows, QueryContext context, bool isTransient)
    {
        _failedRows.Clear();
        try
        {
            return isTransient
                ? expression.EvaluateTransient(rows, context)
                : expression.Evaluate(rows, context);
        }
        catch (CypherException error) when (IsOfRow(error))
        {
            context.Attempts.NoteFailure();
            return EachRow(rows, context);
        }
    }

    /// <summary>Whether an error comes of the values in a row, not of a limit or of the graph.</summary>
    public static bool IsOfRow(CypherException error) =>
        error.Status.Code.StartsWith(Statement, StringComparison.Ordinal);

    private ColumnVector EachRow(Batch rows, QueryContext context)
    {
        var merger = new RowMerger(rows.RowCount);
        if (expression.Slots.Length == 0)
        {
            _failedRows.AddRange(Enumerable.Range(0, rows.RowCount));
            return merger.Merge();
        }
        Span<int> one = stackalloc int[1];
        for (int row = 0; row < rows.RowCount; row++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            one[0] = row;
            try
            {
                var value = expression.Evaluate(
                    RowSubset.Take(rows, expression.Slots, one),
                    context
                );
                merger.Add(value, one);
            }
            catch (CypherException error) when (IsOfRow(error))
            {
                _failedRows.Add(row);
            }
        }
        return merger.Merge();
    }
}
