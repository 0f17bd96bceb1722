using System.Diagnostics;
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
    internal EngineTransaction(string databaseName)
    {
        DatabaseName = databaseName;
    }

    /// <summary>The resolved name of the transaction's database.</summary>
    public string DatabaseName { get; }

    /// <summary>Whether statements can still be run: it was neither committed, rolled back nor failed.</summary>
    public bool IsOpen => throw new UnreachableException();

    /// <summary>Starts a statement. Several results may be open at once.</summary>
    /// <param name="query">The statement's text.</param>
    /// <param name="parameters">The values of its parameters, by name without the dollar sign.</param>
    /// <param name="cancellationToken">Stops the statement, at any time until its result is disposed.</param>
    public ValueTask<QueryCursor> RunAsync(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        CancellationToken cancellationToken = default
    ) => throw new UnreachableException();

    /// <summary>Commits; open results are ended first.</summary>
    /// <returns>The bookmark of the commit.</returns>
    public ValueTask<string> CommitAsync() => throw new UnreachableException();

    /// <summary>Rolls back and ends open results. Nothing happens when the transaction has ended.</summary>
    public ValueTask RollbackAsync() => throw new UnreachableException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => RollbackAsync();
}
