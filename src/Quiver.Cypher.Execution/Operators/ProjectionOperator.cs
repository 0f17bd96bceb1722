using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Status;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Projection and ProduceResults: the source's rows with other columns. Rows before the one whose expression fails are handed on before the
/// failure is told, as if rows were computed one by one: a client may take no more than those.
/// </summary>
internal sealed class ProjectionOperator(
    QueryContext context,
    Operator source,
    (int Slot, VectorExpression Expression)[] items,
    OutputColumns output
) : Operator
{
    private CypherException? _failure;
    private bool _isReused;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }
        var input = source.Next();
        if (input is null)
        {
            return null;
        }
        try
        {
            return Project(input);
        }
        catch (CypherException) when (input.RowCount > 1)
        {
            int count = CountRowsBeforeFailure(input);
            if (count == 0)
            {
                throw _failure!;
            }
            int[] rows = new int[count];
            for (int row = 0; row < count; row++)
            {
                rows[row] = row;
            }
            return Project(RowSubset.Take(input, rows));
        }
    }

    /// <inheritdoc/>
    public override void AllowReuse()
    {
        _isReused = true;
        source.AllowReuse();
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _failure = null;
        source.Restart();
    }

    private Batch Project(Batch input)
    {
        var columns = output.Pass(input);
        foreach (var (slot, expression) in items)
        {
            columns[slot] = _isReused
                ? expression.EvaluateTransient(input, context)
                : expression.Evaluate(input, context);
        }
        return new Batch(columns, input.RowCount);
    }

    /// <summary>How many rows can be computed, one by one; keeps why the next cannot.</summary>
    private int CountRowsBeforeFailure(Batch input)
    {
        for (int row = 0; row < input.RowCount; row++)
        {
            try
            {
                Project(RowSubset.Take(input, [row]));
            }
            catch (CypherException error)
            {
                _failure = error;
                return row;
            }
        }
        return input.RowCount;
    }
}
