using Quiver.Engine.Sessions;
using Quiver.Foundation;
using Quiver.Model;
using Quiver.Model.Columns;

namespace Quiver.Engine.Results;

/// <summary>The rows of a running query, fetched batch by batch, and its summary at their end.</summary>
/// <remarks>Used by one thread at a time. Disposal stops the query and gives its snapshot back.</remarks>
public sealed class QueryCursor : IAsyncDisposable
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    private readonly ActiveTransaction _transaction;
    private readonly QueryRun _run;
    private readonly bool _endsTransaction;
    private readonly long _availableNanoseconds;
    private readonly BatchWindow _window = new();
    private QuerySummary? _summary;
    private long _rowCount;
    private bool _isExhausted;
    private bool _isDisposed;

    internal QueryCursor(
        ActiveTransaction transaction,
        QueryRun run,
        bool endsTransaction,
        long startedNanoseconds
    )
    {
        _transaction = transaction;
        _run = run;
        _endsTransaction = endsTransaction;
        _availableNanoseconds = run.Clock.MonotonicNanoseconds;
        AvailableAfterMilliseconds =
            (_availableNanoseconds - startedNanoseconds) / NanosecondsPerMillisecond;
        Entities = new GuardedEntities(run.Entities);
    }

    /// <summary>The names of the result's columns; empty for a query that returns nothing.</summary>
    public IReadOnlyList<string> Columns => _run.Columns;

    /// <summary>What the query does: <c>r</c> reads, <c>rw</c> reads and writes, <c>w</c> writes, <c>s</c> changes the schema.</summary>
    public string QueryType => _run.QueryType;

    /// <summary>The resolved name of the query's database.</summary>
    public string DatabaseName => _transaction.Database.Name;

    /// <summary>Milliseconds from the request's arrival until the result was ready to be fetched.</summary>
    public long AvailableAfterMilliseconds { get; }

    /// <summary>The contents of the nodes and relationships in the rows. Valid until the cursor is disposed, also after the last row.</summary>
    public IEntityLookup Entities { get; }

    /// <summary>Whether all rows were fetched or discarded, so that there is a summary.</summary>
    public bool IsEnded => _summary is not null;

    /// <summary>What the finished query did; only when <see cref="IsEnded"/>.</summary>
    public QuerySummary Summary
    {
        get
        {
            Invariant.Assert(_summary is not null);
            return _summary;
        }
    }

    /// <summary>The next rows, in the order of the result; null at the end. Completes synchronously unless it has to wait.</summary>
    /// <param name="maxRows">The most rows to return, above 0; the rest of a larger batch is kept for the next call.</param>
    /// <exception cref="Model.Status.CypherException">The query failed, was interrupted or timed out; its transaction is rolled back.</exception>
    public ValueTask<Batch?> NextBatchAsync(int maxRows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxRows);
        if (!TryFill())
        {
            return EndsNow() ? ValueTask.FromResult<Batch?>(null) : NothingAfterCommitAsync();
        }
        var batch = _window.Take(maxRows);
        _rowCount += batch.RowCount;
        return ValueTask.FromResult<Batch?>(batch);
    }

    /// <summary>Whether there are more rows; computes the next batch when it must. False ends the query.</summary>
    /// <exception cref="Model.Status.CypherException">The query failed, was interrupted or timed out; its transaction is rolled back.</exception>
    public ValueTask<bool> HasMoreAsync() =>
        TryFill() ? ValueTask.FromResult(true)
        : EndsNow() ? ValueTask.FromResult(false)
        : FalseAfterCommitAsync();

    /// <summary>Ends the result without the rows that were not fetched; changes are still committed.</summary>
    /// <exception cref="Model.Status.CypherException">The commit failed.</exception>
    public ValueTask DiscardAsync()
    {
        _rowCount += _window.Clear();
        return EndsNow() ? ValueTask.CompletedTask : CommitAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return ValueTask.CompletedTask;
        }
        _isDisposed = true;
        _transaction.Remove(this);
        _run.Dispose();
        if (_endsTransaction)
        {
            _transaction.Dispose();
        }
        return ValueTask.CompletedTask;
    }

    internal void Discard()
    {
        if (_summary is null)
        {
            _rowCount += _window.Clear();
            End(bookmark: null);
        }
    }

    /// <summary>Sees to it that there are rows; false at the end.</summary>
    private bool TryFill()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        while (_summary is null && !_isExhausted && !_window.HasRows)
        {
            var batch = Compute();
            if (batch is null)
            {
                _isExhausted = true;
            }
            else if (batch.RowCount > 0)
            {
                _window.Put(batch);
            }
        }
        return _window.HasRows;
    }

    private Batch? Compute()
    {
        if (!_transaction.IsOpen)
        {
            throw EngineErrors.TransactionEnded();
        }
        try
        {
            _transaction.Interruption.ThrowIfInterrupted();
            return _run.Next();
        }
        catch (Exception error)
        {
            var shown = _transaction.Fail(error);
            if (ReferenceEquals(shown, error))
            {
                throw;
            }
            throw shown;
        }
    }

    /// <summary>Ends the result unless a commit must be waited for.</summary>
    private bool EndsNow()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_summary is null && !(_endsTransaction && _transaction.HasChanges))
        {
            End(_endsTransaction ? Bookmark() : null);
        }
        return _summary is not null;
    }

    private string Bookmark() =>
        _run.Plan?.Root.RunsTransactions == true
            ? _transaction.Database.NewestBookmark()
            : _transaction.Database.BookmarkOf(_run.Snapshot);

    private async ValueTask<Batch?> NothingAfterCommitAsync()
    {
        await CommitAsync();
        return null;
    }

    private async ValueTask<bool> FalseAfterCommitAsync()
    {
        await CommitAsync();
        return false;
    }

    private async ValueTask CommitAsync()
    {
        if (!_transaction.IsOpen)
        {
            throw EngineErrors.TransactionEnded();
        }
        string bookmark;
        try
        {
            _transaction.Interruption.ThrowIfInterrupted();
            bookmark = await _transaction.CommitChangesAsync();
        }
        catch (Exception error)
        {
            var shown = _transaction.Fail(error);
            if (ReferenceEquals(shown, error))
            {
                throw;
            }
            throw shown;
        }
        End(bookmark);
    }

    private void End(string? bookmark)
    {
        long ended = _run.Clock.MonotonicNanoseconds;
        _summary = _run.Summarize(DatabaseName) with
        {
            RowCount = _rowCount,
            AvailableAfterMilliseconds = AvailableAfterMilliseconds,
            ConsumedAfterMilliseconds = (ended - _availableNanoseconds) / NanosecondsPerMillisecond,
            Bookmark = bookmark,
        };
        if (_endsTransaction)
        {
            _transaction.Dispose();
        }
    }
}
