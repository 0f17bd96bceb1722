using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// An operator that changes the graph. It takes all rows of its source, makes its changes row by row, and only then hands rows on: its
/// source reads the graph as it was, whoever is above reads it as it has become.
/// </summary>
internal abstract class UpdateOperator(QueryContext context, Operator source) : Operator
{
    private readonly BatchQueue _rows = new(context.Memory);
    private bool _isDone;

    /// <summary>What the query's operators share.</summary>
    protected QueryContext Context { get; } = context;

    /// <inheritdoc/>
    public sealed override Batch? Next()
    {
        if (!_isDone)
        {
            _isDone = true;
            Run();
        }
        return _rows.Take();
    }

    /// <inheritdoc/>
    public sealed override void Restart()
    {
        _rows.Clear();
        _isDone = false;
        source.Restart();
    }

    /// <summary>Changes the graph for all rows of the source; gives the rows to hand on, in order.</summary>
    protected abstract IEnumerable<Batch> Apply(List<Batch> input);

    private void Run()
    {
        var input = new List<Batch>();
        long bytes = 0;
        while (source.Next() is { } rows)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            if (rows.RowCount > 0)
            {
                bytes += ValueMemory.Of(rows);
                Context.Memory.EnsureAvailable(bytes);
                input.Add(rows);
            }
        }
        Context.Memory.Charge(bytes);
        foreach (var rows in Apply(input))
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            _rows.Add(rows);
        }
        Context.Memory.Release(bytes);
        Context.Publish();
    }
}
