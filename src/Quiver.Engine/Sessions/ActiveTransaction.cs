using Quiver.Cypher.Planning;
using Quiver.Engine.Databases;
using Quiver.Engine.Results;
using Quiver.Engine.Security;
using Quiver.Model.Values;

namespace Quiver.Engine.Sessions;

/// <summary>
/// A transaction in progress, begun by its client or for one query: its database, its interruption and its results. Every statement reads
/// the newest commit at its start.
/// </summary>
/// <remarks>Used by one thread at a time, except its interruption.</remarks>
internal sealed class ActiveTransaction
{
    private readonly EngineServices _services;
    private readonly AccessMode _accessMode;
    private readonly RunningTransaction _entry;
    private readonly List<QueryCursor> _openCursors = [];

    /// <summary>Begins a transaction.</summary>
    public ActiveTransaction(
        EngineServices services,
        Principal principal,
        BeginRequest request,
        CancellationToken cancellationToken
    )
    {
        _services = services;
        _accessMode = request.AccessMode;
        Database = services.Databases.Enter(request.Database);
        Interruption = new Interruption(
            request.Timeout,
            services.Options.TransactionTimeout,
            cancellationToken
        );
        _entry = new RunningTransaction(
            services.Transactions.NextId(),
            Database.Name,
            principal,
            services.Clock.UtcNow,
            request.Metadata,
            Interruption
        );
        services.Transactions.Add(_entry);
    }

    /// <summary>The transaction's database.</summary>
    public OpenDatabase Database { get; }

    /// <summary>Stops the transaction.</summary>
    public Interruption Interruption { get; }

    /// <summary>Whether it was neither committed, rolled back nor failed.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>What to do once it has ended; set by its session.</summary>
    public Action? Ended { get; set; }

    /// <summary>Waits until the database has the commits that bookmarks name.</summary>
    public async ValueTask AwaitBookmarksAsync(IReadOnlyList<string> bookmarks)
    {
        if (bookmarks.Count == 0)
        {
            return;
        }
        try
        {
            await Database.AwaitBookmarksAsync(
                bookmarks,
                _services.Options.BookmarkTimeout,
                Interruption.Token
            );
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
    }

    /// <summary>Starts a statement.</summary>
    /// <param name="query">Its text.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="endsTransaction">Whether the transaction ends with the result.</param>
    public QueryCursor Run(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        bool endsTransaction
    )
    {
        long started = _services.Clock.MonotonicNanoseconds;
        if (!IsOpen)
        {
            throw EngineErrors.TransactionEnded();
        }
        try
        {
            Interruption.ThrowIfInterrupted();
            _entry.Query = query;
            var cursor = Start(query, parameters, endsTransaction, started);
            _openCursors.Add(cursor);
            return cursor;
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
    }

    /// <summary>Strikes out a result that was disposed.</summary>
    public void Remove(QueryCursor cursor) => _openCursors.Remove(cursor);

    /// <summary>Ends the transaction after a failure; gives what to throw instead of the failure.</summary>
    public Exception Fail(Exception error)
    {
        var shown = Interruption.Translate(error);
        End();
        return shown;
    }

    /// <summary>Ends open results without the rows that were not fetched, and commits.</summary>
    /// <returns>The bookmark.</returns>
    public string Commit()
    {
        if (!IsOpen)
        {
            throw EngineErrors.TransactionEnded();
        }
        try
        {
            Interruption.ThrowIfInterrupted();
            foreach (var cursor in _openCursors)
            {
                cursor.Discard();
            }
            return Database.NewestBookmark();
        }
        catch (OperationCanceledException error)
        {
            throw Interruption.Translate(error);
        }
        finally
        {
            End();
        }
    }

    /// <summary>Ends the transaction. Open results fail at their next call.</summary>
    public void End()
    {
        if (!IsOpen)
        {
            return;
        }
        IsOpen = false;
        _services.Transactions.Remove(_entry);
        Ended?.Invoke();
        Interruption.Dispose();
        Database.Leave();
    }

    private QueryCursor Start(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        bool endsTransaction,
        long startedNanoseconds
    )
    {
        var snapshot = Database.OpenSnapshot();
        try
        {
            var plan = _services.Planner.Plan(query, snapshot);
            if (_accessMode == AccessMode.Read && plan.QueryType != QueryType.Read)
            {
                throw EngineErrors.WriteInReadMode(Database.Name);
            }
            var run = QueryRun.Start(
                plan,
                snapshot,
                parameters,
                _services.Clock,
                Interruption.Token
            );
            return new QueryCursor(this, run, endsTransaction, startedNanoseconds);
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }
}
