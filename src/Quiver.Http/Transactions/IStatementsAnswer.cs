using Quiver.Engine.Results;
using Quiver.Model.Status;

namespace Quiver.Http.Transactions;

/// <summary>The answer to one request of the transactional API in the form that the client takes, streamed while the statements run.</summary>
internal interface IStatementsAnswer : IAsyncDisposable
{
    /// <summary>Begins the answer.</summary>
    void Begin();

    /// <summary>Writes a statement's result, to the row at which it fails if it does.</summary>
    ValueTask WriteResultAsync(QueryCursor cursor, StatementRequest statement);

    /// <summary>Ends the answer of a transaction that has ended.</summary>
    /// <param name="failure">Why it failed, if it did.</param>
    /// <param name="bookmark">The bookmark of its commit, if it was committed.</param>
    ValueTask EndAsync(CypherException? failure, string? bookmark);

    /// <summary>Ends the answer of a transaction that stays open.</summary>
    /// <param name="commitAddress">Where it is committed.</param>
    /// <param name="expires">When it is rolled back unless it is used before.</param>
    ValueTask EndOpenAsync(string commitAddress, DateTimeOffset expires);

    /// <summary>The whole answer to a request that could not be read, or whose transaction is not there.</summary>
    ValueTask RefuseAsync(CypherException error);
}
