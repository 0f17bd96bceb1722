using Quiver.Engine.Results;
using Quiver.Model.Values;

namespace Quiver.Engine.Sessions;

/// <summary>A transaction that its client began and will end.</summary>
/// <remarks>
/// Used by one thread at a time. A failing statement rolls the transaction back: afterwards only
/// <see cref="RollbackAsync"/> and disposal succeed. Disposal rolls back what was not committed.
/// </remarks>
public sealed class EngineTransaction : IAsyncDisposable
{
    private readonly ActiveTransaction _transaction;

    internal EngineTransaction(ActiveTransaction transaction)
    {
        _transaction = transaction;
    }

    /// <summary>The resolved name of the transaction's database.</summary>
    public string DatabaseName => _transaction.Database.Name;

    /// <summary>Whether statements can still be run: it was neither committed, rolled back nor failed.</summary>
    public bool IsOpen => _transaction.IsOpen;

    /// <summary>Starts a statement. Several results may be open at once.</summary>
    /// <param name="query">The statement's text.</param>
    /// <param name="parameters">The values of its parameters, by name without the dollar sign.</param>
    /// <param name="cancellationToken">Looked at before the statement starts; what runs is stopped by the token that the transaction was begun with.</param>
    /// <exception cref="Model.Status.CypherException">The statement is wrong or failed; the transaction is rolled back.</exception>
    public ValueTask<QueryCursor> RunAsync(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _transaction.RunAsync(query, parameters, endsTransaction: false);
    }

    /// <summary>Commits; open results are ended first.</summary>
    /// <returns>The bookmark of the commit, which is durable.</returns>
    /// <exception cref="Model.Status.CypherException">The transaction has ended already, was interrupted or timed out; a rule is violated; the disk failed.</exception>
    public ValueTask<string> CommitAsync() => _transaction.CommitAsync();

    /// <summary>Rolls back and ends open results. Nothing happens when the transaction has ended.</summary>
    public ValueTask RollbackAsync()
    {
        _transaction.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => RollbackAsync();
}
