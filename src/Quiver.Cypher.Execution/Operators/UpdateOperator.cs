using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// An operator that changes the graph. It takes all rows of its source, makes its changes row by row, and only then hands rows on: its
/// source reads the graph as it was, whoever is above reads it as it has become. Where changes leave the snapshot as it is until the last
/// is made, they are made batch by batch, and of the rows only what is handed on is kept.
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

    /// <summary>Whether no row's changes need those of other rows, nor a new snapshot: then <see cref="Apply"/> is called for batch after batch.</summary>
    protected virtual bool TakesBatchwise => false;

    /// <summary>Changes the graph for all rows of the source; gives the rows to hand on, in order.</summary>
    protected abstract IEnumerable<Batch> Apply(List<Batch> input);

    private void Run()
    {
        if (TakesBatchwise)
        {
            while (Take() is { } rows)
            {
                Keep(Apply([rows]));
            }
        }
        else
        {
            RunForAll();
        }
        Context.Publish();
    }

    private void RunForAll()
    {
        var input = new List<Batch>();
        long bytes = 0;
        while (Take() is { } rows)
        {
            bytes += ValueMemory.Of(rows);
            Context.Memory.EnsureAvailable(bytes);
            input.Add(rows);
        }
        Context.Memory.Charge(bytes);
        Keep(Apply(input));
        Context.Memory.Release(bytes);
    }

    /// <summary>The source's next rows; null at the end.</summary>
    private Batch? Take()
    {
        Batch? rows;
        do
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            rows = source.Next();
        } while (rows is { RowCount: 0 });
        return rows;
    }

    private void Keep(IEnumerable<Batch> batches)
    {
        foreach (var rows in batches)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            _rows.Add(rows);
        }
    }
}
