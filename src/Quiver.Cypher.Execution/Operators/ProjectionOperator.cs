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
    private Batch? _input;
    private int _firstRow;
    private int _rowCount;
    private bool _isReused;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (_failure is { } failure)
        {
            throw failure;
        }
        if (_input is null && !Pull())
        {
            return null;
        }
        while (true)
        {
            var part = Part();
            try
            {
                return Finish(Project(part));
            }
            catch (CypherException error)
                when (part.RowCount > 1
                    && error.Status.Code == StatusCodes.MemoryPoolOutOfMemory.Code
                )
            {
                // Rows that are too large together are made a few at a time.
                _rowCount = (part.RowCount + 3) / 4;
            }
            catch (CypherException) when (part.RowCount > 1)
            {
                int count = CountRowsBeforeFailure(part);
                if (count == 0)
                {
                    throw _failure!;
                }
                return Project(RowSubset.Take(part, RowRange.Of(0, count)));
            }
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
        _input = null;
        source.Restart();
    }

    private bool Pull()
    {
        _input = source.Next();
        _firstRow = 0;
        _rowCount = _input?.RowCount ?? 0;
        return _input is not null;
    }

    /// <summary>The rows whose turn it is.</summary>
    private Batch Part()
    {
        int count = Math.Min(_rowCount, _input!.RowCount - _firstRow);
        return count == _input.RowCount
            ? _input
            : RowSubset.Take(_input, RowRange.Of(_firstRow, count));
    }

    private Batch Finish(Batch made)
    {
        _firstRow += made.RowCount;
        if (_firstRow == _input!.RowCount)
        {
            _input = null;
        }
        return made;
    }

    private Batch Project(Batch input)
    {
        var columns = output.Pass(input);
        var large = default(LargeValues);
        foreach (var column in columns)
        {
            large.Add(column);
        }
        long charged = 0;
        try
        {
            foreach (var (slot, expression) in items)
            {
                context.Memory.Charge(large.Bytes - charged);
                charged = large.Bytes;
                columns[slot] = _isReused
                    ? expression.EvaluateTransient(input, context)
                    : expression.Evaluate(input, context);
                large.Add(columns[slot]);
            }
        }
        finally
        {
            context.Memory.Release(charged);
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
