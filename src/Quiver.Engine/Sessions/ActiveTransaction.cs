using System.Runtime.ExceptionServices;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Syntax;
using Quiver.Cypher.Syntax.Tree.Commands;
using Quiver.Engine.Administration;
using Quiver.Engine.Databases;
using Quiver.Engine.Plans;
using Quiver.Engine.Results;
using Quiver.Engine.Schema;
using Quiver.Engine.Security;
using Quiver.Engine.Shows;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Catalog;
using Quiver.Storage.Schema;
using Quiver.Storage.Transactions;

namespace Quiver.Engine.Sessions;

/// <summary>
/// A transaction in progress, begun by its client or for one query: its database, its interruption and its results. Every statement reads
/// the newest commit at its start and what the transaction itself has changed. The first statement that writes begins a writing transaction in storage.
/// </summary>
/// <remarks>Used by one thread at a time, except its interruption.</remarks>
internal sealed partial class ActiveTransaction : IDisposable
{
    private readonly EngineServices _services;
    private readonly AccessMode _accessMode;
    private readonly Principal _principal;
    private readonly RunningTransaction _entry;
    private readonly List<QueryCursor> _openCursors = [];
    private OpenWork<WriteTransaction>? _write;
    private OpenWork<SchemaTransaction>? _schema;
    private SystemTransaction? _system;
    private PlannedQuery _planned;
    private bool _hasRun;

    /// <summary>Begins a transaction.</summary>
    public ActiveTransaction(
        EngineServices services,
        Principal principal,
        BeginRequest request,
        CancellationToken cancellationToken
    )
    {
        _services = services;
        _principal = principal;
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
    public OpenDatabase Database { get; private set; }

    /// <summary>Stops the transaction.</summary>
    public Interruption Interruption { get; }

    /// <summary>Whether it was neither committed, rolled back nor failed.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether it may have changes that are to be committed.</summary>
    public bool HasChanges => _write is not null || _schema is not null || _system is not null;

    /// <summary>What to do once it has ended; set by its session.</summary>
    public Action? Ended { get; set; }

    /// <summary>Where its client reaches the server, given where the client itself says; null where nobody knows.</summary>
    public Func<string?, string>? AddressFor
    {
        set => _entry.AddressFor = value;
    }

    /// <summary>The connection by which its client came; set by its session.</summary>
    public ClientConnection? Connection
    {
        set => _entry.Connection = value;
    }

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
                _services.Databases.IsKnownLog,
                _services.Options.BookmarkTimeout,
                Interruption.Token
            );
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
    }

    /// <summary>Starts a statement. Completes synchronously when it reads; one that writes has made its changes on return, a command is done.</summary>
    /// <param name="query">Its text.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="endsTransaction">Whether the transaction ends with the result.</param>
    public ValueTask<QueryCursor> RunAsync(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        bool endsTransaction
    )
    {
        if (!IsOpen)
        {
            throw EngineErrors.TransactionEnded();
        }
        try
        {
            _isOfOneQuery = endsTransaction;
            GoWhereItRuns(query, parameters);
            return Database.IsSystem
                ? RunOnSystemAsync(query, parameters, endsTransaction)
                : RunQueryAsync(query, parameters, endsTransaction);
        }
        catch (CypherException error) when (IsOpen)
        {
            throw Fail(error);
        }
    }

    private ValueTask<QueryCursor> RunQueryAsync(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        bool endsTransaction
    )
    {
        long started = _services.Clock.MonotonicNanoseconds;
        if (_write is not null)
        {
            return RunWritingAsync(query, parameters, endsTransaction, started);
        }
        QueryPlan plan;
        try
        {
            Interruption.ThrowIfInterrupted();
            _entry.Query = query;
            var snapshot = _schema?.Transaction.Read() ?? Database.OpenSnapshot();
            var planned = PlanOver(snapshot, query);
            plan = planned.Plan;
            if (!Writes(plan) && !ChangesSchema(plan))
            {
                var run = Start(planned, snapshot, parameters, write: null);
                return plan.Root.RunsTransactions || plan.Root.HasEffects
                    ? RunApartAsync(run, endsTransaction, started)
                    : ValueTask.FromResult(Open(run, endsTransaction, started));
            }
            snapshot.Dispose();
            if (_schema is not null && Writes(plan))
            {
                throw SchemaCommandErrors.AfterSchemaChanges();
            }
        }
        catch (Exception error)
        {
            throw Fail(error);
        }
        return ChangesSchema(plan)
            ? ChangeSchemaAsync(plan, parameters, endsTransaction, started)
            : RunWritingAsync(query, parameters, endsTransaction, started);
    }

    /// <summary>Strikes out a result that was disposed.</summary>
    public void Remove(QueryCursor cursor) => _openCursors.Remove(cursor);

    /// <summary>Ends the transaction after a failure; gives what to throw instead of the failure.</summary>
    public Exception Fail(Exception error)
    {
        var shown = Interruption.Translate(error);
        Dispose();
        if (ReferenceEquals(shown, error))
        {
            // With the stack of where it happened.
            ExceptionDispatchInfo.Throw(error);
        }
        return shown;
    }

    /// <summary>Ends open results without the rows that were not fetched, and commits.</summary>
    /// <returns>The bookmark.</returns>
    public async ValueTask<string> CommitAsync()
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
            return await CommitChangesAsync();
        }
        catch (Exception error) when (error is OperationCanceledException or StorageException)
        {
            throw Interruption.Translate(error);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Makes the transaction's changes durable, if there are any. The transaction is still to be ended.</summary>
    /// <returns>The bookmark.</returns>
    public async ValueTask<string> CommitChangesAsync()
    {
        if (_schema is not null)
        {
            return await CommitSchemaAsync(_schema);
        }
        if (_system is not null)
        {
            await _system.CommitAsync(_principal);
        }
        if (_write is null)
        {
            return Database.NewestBookmark();
        }
        _write.Enter();
        try
        {
            return Database.BookmarkOf(await _write.Transaction.CommitAsync());
        }
        finally
        {
            _write.Leave();
        }
    }

    /// <summary>Ends the transaction. Open results fail at their next call.</summary>
    public void Dispose()
    {
        if (!IsOpen)
        {
            return;
        }
        IsOpen = false;
        _services.Transactions.Remove(_entry);
        _write?.Dispose();
        _schema?.Dispose();
        Ended?.Invoke();
        Interruption.Dispose();
        Database.Leave();
    }

    /// <summary>Moves the transaction to the database that the statement itself names, while it has not done anything yet.</summary>
    private void GoWhereItRuns(string query, IReadOnlyDictionary<string, Value> parameters)
    {
        if (CypherParser.FindDatabase(query) is not { } graph)
        {
            _hasRun = true;
            return;
        }
        string target = _services.Databases.Resolve(graph, parameters);
        if (target != Database.Name)
        {
            if (_hasRun)
            {
                throw target == DatabaseNames.System
                    ? EngineErrors.NotSystemDatabase()
                    : EngineErrors.OtherDatabaseInTransaction(target);
            }
            var next = _services.Databases.Enter(target);
            Database.Leave();
            Database = next;
            _entry.DatabaseName = target;
        }
        _hasRun = true;
    }

    private void Permit(QueryPlan plan)
    {
        if (!Database.IsSystem)
        {
            _services.Access.RequireRead(_principal);
        }
        _services.Access.Require(_principal, plan.QueryType);
        if (plan.QueryType == QueryType.Read)
        {
            return;
        }
        if (_accessMode == AccessMode.Read)
        {
            throw EngineErrors.WriteInReadMode(Database.Name);
        }
        if (_services.Databases.IsReadOnly(Database.Name))
        {
            throw EngineErrors.WriteOnReadOnlyDatabase(Database.Name);
        }
    }

    private static bool Writes(QueryPlan plan) => plan.Root.Writes && plan.Mode != PlanMode.Explain;

    private static bool ChangesSchema(QueryPlan plan) =>
        plan.Command is SchemaCommand && plan.Mode != PlanMode.Explain;

    private QueryCursor Open(QueryRun run, bool endsTransaction, long started)
    {
        var cursor = new QueryCursor(this, run, endsTransaction, started);
        _openCursors.Add(cursor);
        return cursor;
    }

    /// <summary>Plans a statement over a snapshot; disposes the snapshot when that fails.</summary>
    private PlannedQuery PlanOver(Snapshot snapshot, string query)
    {
        try
        {
            // A statement that writes is planned once more over what its transaction sees.
            var language = _services.Databases.LanguageOf(Database.Name);
            var planned = _planned = _services.Planner.Plan(query, snapshot, language, _planned);
            Permit(planned.Plan);
            return planned;
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    private QueryRun Start(
        PlannedQuery planned,
        Snapshot snapshot,
        IReadOnlyDictionary<string, Value> parameters,
        WriteTransaction? write
    )
    {
        try
        {
            return QueryRun.Start(
                planned.Plan,
                snapshot,
                planned.Parameters(parameters),
                new Cypher.Execution.ExecutionOptions
                {
                    MemoryLimitBytes = _services.Options.QueryMemoryLimitBytes,
                    MemoryPool = _services.QueryMemory,
                    Clock = _services.Clock,
                    Show = new ShowSource(
                        _services.Lists,
                        _principal,
                        snapshot,
                        Database.IndexReads,
                        _services
                    ),
                    Procedures = _services.Procedures,
                    Caller = _entry,
                    Csv = _services.Csv,
                    ProcedureQueries = _services.ProcedureQueries,
                    IndexReads = Database.IndexReads,
                    Transactions = InnerTransactionsOf(planned.Plan),
                    Profile = planned.Plan.Mode == PlanMode.Profile,
                },
                Interruption.Token,
                write
            );
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }
}
