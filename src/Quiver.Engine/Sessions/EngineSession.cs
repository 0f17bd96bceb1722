using System.Diagnostics;
using Quiver.Engine.Results;
using Quiver.Engine.Security;

namespace Quiver.Engine.Sessions;

/// <summary>What one client does, one thing at a time: queries of their own, or one open transaction.</summary>
/// <remarks>Used by one thread at a time, except <see cref="Interrupt"/>.</remarks>
public sealed class EngineSession : IAsyncDisposable
{
    internal EngineSession(Principal principal)
    {
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
    public ValueTask<QueryCursor> RunAsync(
        RunRequest request,
        CancellationToken cancellationToken = default
    ) => throw new UnreachableException();

    /// <summary>Opens a transaction.</summary>
    /// <param name="request">Which database and how.</param>
    /// <param name="cancellationToken">Stops waiting for bookmarks.</param>
    public ValueTask<EngineTransaction> BeginAsync(
        BeginRequest request,
        CancellationToken cancellationToken = default
    ) => throw new UnreachableException();

    /// <summary>
    /// Stops what runs in this session now: running calls fail with <c>Transaction.Terminated</c> at their next batch border, open results and an open
    /// transaction fail at their next call. What is started afterwards is not touched. Any thread may call it, at any time.
    /// </summary>
    public void Interrupt() => throw new UnreachableException();

    /// <summary>Rolls back the open transaction and ends open results.</summary>
    public ValueTask DisposeAsync() => throw new UnreachableException();
}
