using Quiver.Engine.Results;
using Quiver.Model.Status;

namespace Quiver.Http.Query;

/// <summary>
/// The answer to one request of the Query API in the form that the client takes, streamed. Its status is decided when the first rows are there: an error before them is
/// the whole answer, one after them stands behind them.
/// </summary>
internal interface IQueryAnswer : IAsyncDisposable
{
    /// <summary>Writes a query's result; throws what fails before its first rows, returns what fails after them.</summary>
    /// <param name="cursor">The result.</param>
    /// <param name="includesCounters">Whether the counters are wanted.</param>
    ValueTask<CypherException?> WriteResultAsync(QueryCursor cursor, bool includesCounters);

    /// <summary>Begins the answer, if nothing did yet.</summary>
    void Begin();

    /// <summary>Ends the answer of a transaction that was committed, or rolled back.</summary>
    ValueTask EndAsync(string? bookmark);

    /// <summary>Ends the answer of a transaction that stays open.</summary>
    ValueTask EndOpenAsync(string id, DateTimeOffset expires);

    /// <summary>Ends the answer with an error: as the whole answer if nothing was written yet.</summary>
    ValueTask FailAsync(CypherException error);
}
