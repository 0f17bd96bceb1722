using Quiver.Cypher.Execution.Writing;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// An operator that changes the graph. It takes all rows of its source, makes its changes row by row, and only then hands rows on: its
/// source reads the graph as it was, whoever is above reads it as it has become. Where changes leave the snapshot as it is until the last
/// is made, they are made batch by batch, or part by part, and of the rows only what is handed on is kept.
/// </summary>
internal abstract class UpdateOperator(QueryContext context, Operator source) : Operator
{
    private const long MaxPartBytes = 1 << 26;

    private readonly BatchQueue _rows = new(context.Memory);
    private readonly KeptRowsMemory _kept = new();
    private Batch? _rest;
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
        _rest = null;
        _isDone = false;
        source.Restart();
    }

    /// <summary>Whether no row's changes need those of other rows, nor a new snapshot: then <see cref="Apply"/> is called for batch after batch.</summary>
    protected virtual bool TakesBatchwise => false;

    /// <summary>
    /// Whether <see cref="Apply"/> may be called for part after part of very many rows, since the snapshot stays as it is until the last, and nobody below changes
    /// the graph meanwhile. Few rows are one part all the same: their locks are taken in one order.
    /// </summary>
    protected virtual bool TakesPartwise => false;

    /// <summary>Begins a run.</summary>
    protected virtual void Begin() { }

    /// <summary>Whether a part cannot be taken without all rows after it.</summary>
    protected virtual bool NeedsAll(List<Batch> part) => false;

    /// <summary>Ends a run.</summary>
    protected virtual void End() { }

    /// <summary>Changes the graph for all rows of the source, or for some after others; gives the rows to hand on, in order.</summary>
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
            RunInParts();
        }
        Context.Publish();
    }

    private void RunInParts()
    {
        var writer = Context.RequireWriter();
        var below = writer.Pending;
        var own = new PendingChanges(Context.Memory);
        int maxRows = TakesPartwise ? Context.Options.MaxUpdatePartRows : int.MaxValue;
        long maxBytes = TakesPartwise ? MaxPartBytes : long.MaxValue;
        Begin();
        bool isLast;
        do
        {
            // What the parts before have changed is no matter of whoever gives the rows.
            writer.Pending = below;
            var part = new List<Batch>();
            long bytes = 0;
            _kept.Clear();
            isLast = TakePart(part, ref bytes, maxRows, maxBytes);
            if (!isLast && NeedsAll(part))
            {
                isLast = TakePart(part, ref bytes, int.MaxValue, long.MaxValue);
            }
            writer.Pending = own;
            Context.Memory.Charge(bytes);
            Keep(Apply(part));
            Context.Memory.Release(bytes);
        } while (!isLast);
        End();
        own.Clear();
        writer.Pending = below;
    }

    /// <summary>Takes rows until they are enough; gives whether they were the last.</summary>
    private bool TakePart(List<Batch> part, ref long bytes, int maxRows, long maxBytes)
    {
        int count = 0;
        while (count < maxRows && bytes < maxBytes)
        {
            if (Take(maxRows - count) is not { } rows)
            {
                return true;
            }
            bytes += _kept.Add(rows);
            Context.Memory.EnsureAvailable(bytes);
            part.Add(rows);
            count += rows.RowCount;
        }
        return false;
    }

    /// <summary>At most so many of the source's next rows; null at the end.</summary>
    private Batch? Take(int maxRows)
    {
        var rows = _rest ?? Take();
        _rest = null;
        if (rows is null || rows.RowCount <= maxRows)
        {
            return rows;
        }
        _rest = RowSubset.Take(rows, RowRange.Of(maxRows, rows.RowCount - maxRows));
        return RowSubset.Take(rows, RowRange.Of(0, maxRows));
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
