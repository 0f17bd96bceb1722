using Quiver.Cypher.Syntax;
using Quiver.Engine.Results;
using Quiver.Engine.Security;

namespace Quiver.Engine.Sessions;

/// <summary>What one client does, one thing at a time: queries of their own, or one open transaction.</summary>
/// <remarks>Used by one thread at a time, except <see cref="Interrupt"/>.</remarks>
public sealed class EngineSession : IAsyncDisposable
{
    private readonly EngineServices _services;
    private readonly Func<string?, string>? _addressFor;
    private readonly ClientConnection? _connection;
    private volatile ActiveTransaction? _active;

    internal EngineSession(
        EngineServices services,
        Principal principal,
        Func<string?, string>? addressFor = null,
        ClientConnection? connection = null
    )
    {
        _services = services;
        _addressFor = addressFor;
        _connection = connection;
        Principal = principal;
    }

    /// <summary>Whose session it is.</summary>
    public Principal Principal { get; }

    /// <summary>
    /// Starts a query in a transaction of its own, which ends when the result is read to its end or disposed. Completes synchronously when
    /// nothing has to be waited for.
    /// </summary>
    /// <param name="request">The query.</param>
    /// <param name="cancellationToken">Stops the query, at any time until its result is disposed.</param>
    /// <exception cref="Model.Status.CypherException">The query is wrong, the database unknown, a bookmark bad or too late.</exception>
    public async ValueTask<QueryCursor> RunAsync(
        RunRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var begin = new BeginRequest
        {
            Database = CypherParser.FindDatabase(request.Query) is { } graph
                ? _services.Databases.Resolve(graph, request.Parameters)
                : request.Database ?? _services.Access.HomeOf(Principal),
            AccessMode = request.AccessMode,
            Timeout = request.Timeout,
            Bookmarks = request.Bookmarks,
            Metadata = request.Metadata,
        };
        var transaction = Activate(begin, cancellationToken);
        await transaction.AwaitBookmarksAsync(request.Bookmarks);
        return await transaction.RunAsync(request.Query, request.Parameters, endsTransaction: true);
    }

    /// <summary>Opens a transaction.</summary>
    /// <param name="request">Which database and how.</param>
    /// <param name="cancellationToken">Stops the transaction, at any time until its end.</param>
    /// <exception cref="Model.Status.CypherException">The database is unknown, a bookmark bad or too late.</exception>
    public async ValueTask<EngineTransaction> BeginAsync(
        BeginRequest request,
        CancellationToken cancellationToken = default
    )
    {
        var own = request.Database is null
            ? request with
            {
                Database = _services.Access.HomeOf(Principal),
            }
            : request;
        var transaction = Activate(own, cancellationToken);
        await transaction.AwaitBookmarksAsync(request.Bookmarks);
        return new EngineTransaction(transaction);
    }

    /// <summary>
    /// Stops what runs in this session now: running calls fail with <c>Transaction.Terminated</c> at their next batch border, open results and an open
    /// transaction fail at their next call. What is started afterwards is not touched. Any thread may call it, at any time.
    /// </summary>
    public void Interrupt() => _active?.Interruption.Interrupt(InterruptionReason.Terminated);

    /// <summary>Rolls back the open transaction and ends open results.</summary>
    public ValueTask DisposeAsync()
    {
        _active?.Dispose();
        return ValueTask.CompletedTask;
    }

    private ActiveTransaction Activate(BeginRequest request, CancellationToken cancellationToken)
    {
        if (_active is not null)
        {
            throw EngineErrors.TransactionOpen();
        }
        var transaction = new ActiveTransaction(_services, Principal, request, cancellationToken);
        transaction.AddressFor = _addressFor;
        transaction.Connection = _connection;
        _active = transaction;
        transaction.Ended = () => _active = null;
        return transaction;
    }
}
