using Quiver.Engine.Results;
using Quiver.Engine.Sessions;
using Quiver.Fuzz.Generation;
using Quiver.Model.Status;

namespace Quiver.Fuzz.Running;

/// <summary>A transaction that has changed the graph and asks queries. After a failure, which ends it, another makes the same changes.</summary>
/// <param name="open">Opens a session.</param>
internal sealed class PendingChanges(Func<EngineSession> open) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly List<FuzzQuery> _changes = [];
    private EngineSession? _session;
    private EngineTransaction? _transaction;

    /// <summary>Adds a change to be made by every transaction.</summary>
    public void Add(FuzzQuery change) => _changes.Add(change);

    /// <summary>Runs a query in the transaction.</summary>
    /// <param name="query">The query.</param>
    /// <param name="read">Reads its rows.</param>
    public async Task<Outcome> RunAsync(FuzzQuery query, Func<QueryCursor, Task<Outcome>> read)
    {
        if (_transaction is null)
        {
            _session = open();
            _transaction = await _session.BeginAsync(new BeginRequest { Timeout = Patience });
            foreach (var change in _changes)
            {
                await using var made = await _transaction.RunAsync(change.Text, change.Parameters);
                await made.DiscardAsync();
            }
        }
        try
        {
            await using var cursor = await _transaction.RunAsync(query.Text, query.Parameters);
            return await read(cursor);
        }
        catch (CypherException)
        {
            await EndAsync();
            throw;
        }
    }

    /// <summary>Says whether a change that has been made remains.</summary>
    public async Task KeepAsync(FuzzQuery change, bool isKept)
    {
        if (isKept)
        {
            Add(change);
        }
        else
        {
            await EndAsync();
        }
    }

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task EndAsync()
    {
        if (_transaction is not null)
        {
            await _transaction.DisposeAsync();
            await _session!.DisposeAsync();
            _transaction = null;
        }
    }
}
