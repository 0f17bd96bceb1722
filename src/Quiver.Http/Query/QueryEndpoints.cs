using Microsoft.AspNetCore.Http;
using Quiver.Engine.Sessions;
using Quiver.Http.Open;
using Quiver.Model.Status;

namespace Quiver.Http.Query;

/// <summary>The Query API's requests: one query in a transaction of its own, or in one that stays open.</summary>
/// <remarks>A query that fails rolls its transaction back; so does a client that goes away while one runs.</remarks>
internal sealed class QueryEndpoints(ClientSessions sessions, OpenTransactionTable table)
{
    /// <summary><c>POST /db/{database}/query/v2</c>: runs a query in a transaction of its own.</summary>
    public async Task RunAloneAsync(HttpContext context, QueryVisit visit)
    {
        RequireStatement(visit);
        await using var session = sessions.Open(context, visit.Principal);
        await using var cursor = await session.RunAsync(
            visit.Request.Run(visit.Database),
            context.RequestAborted
        );
        var failure = await visit.Answer.WriteResultAsync(cursor, visit.Request.IncludesCounters);
        await (
            failure is null
                ? visit.Answer.EndAsync(cursor.Summary.Bookmark)
                : visit.Answer.FailAsync(failure)
        );
    }

    /// <summary><c>POST /db/{database}/query/v2/tx</c>: opens a transaction and runs a query in it, if the request has one.</summary>
    public async Task OpenAsync(HttpContext context, QueryVisit visit)
    {
        OpenTransaction open;
        var session = sessions.Open(context, visit.Principal);
        try
        {
            // It outlives the request that begins it.
            var transaction = await session.BeginAsync(
                visit.Request.Begin(visit.Database),
                CancellationToken.None
            );
            open = table.Add(visit.Database, session, transaction);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
        await RunInAsync(context, visit, open, commits: false);
    }

    /// <summary><c>POST /db/{database}/query/v2/tx/{id}</c>: runs a query in an open transaction.</summary>
    public async Task RunAsync(HttpContext context, QueryVisit visit)
    {
        RequireStatement(visit);
        await RunInAsync(context, visit, Enter(context, visit), commits: false);
    }

    /// <summary><c>POST /db/{database}/query/v2/tx/{id}/commit</c>: runs a query, if the request has one, and commits.</summary>
    public Task CommitAsync(HttpContext context, QueryVisit visit) =>
        RunInAsync(context, visit, Enter(context, visit), commits: true);

    /// <summary><c>DELETE /db/{database}/query/v2/tx/{id}</c>: rolls an open transaction back.</summary>
    public async Task RollbackAsync(HttpContext context, QueryVisit visit)
    {
        await table.RemoveAsync(Enter(context, visit));
        visit.Answer.Begin();
        context.Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status200OK;
        await visit.Answer.EndAsync(bookmark: null);
    }

    private static void RequireStatement(QueryVisit visit)
    {
        if (string.IsNullOrEmpty(visit.Request.Statement))
        {
            throw QueryErrors.NoStatement();
        }
    }

    private OpenTransaction Enter(HttpContext context, QueryVisit visit)
    {
        string id = (string)context.Request.RouteValues["id"]!;
        try
        {
            return table.Enter(TransactionName.Parse(id), visit.Database, visit.Principal.Name);
        }
        catch (CypherException error)
            when (ReferenceEquals(error.Status, Quiver.Model.Status.StatusCodes.TransactionNotFound)
            )
        {
            throw QueryErrors.TransactionNotFound(id, error);
        }
    }

    private async Task RunInAsync(
        HttpContext context,
        QueryVisit visit,
        OpenTransaction open,
        bool commits
    )
    {
        CypherException? failure = null;
        string? bookmark = null;
        bool staysOpen = false;
        try
        {
            await using (context.RequestAborted.Register(open.Session.Interrupt))
            {
                failure = await RunStatementAsync(open.Transaction, visit);
                if (commits && failure is null)
                {
                    bookmark = await open.Transaction.CommitAsync();
                }
            }
            staysOpen = !commits && failure is null;
        }
        finally
        {
            if (!staysOpen)
            {
                await table.RemoveAsync(open);
            }
        }
        if (failure is not null)
        {
            await visit.Answer.FailAsync(failure);
        }
        else if (staysOpen)
        {
            // Given back before the answer's end leaves: the client's next request may follow at once.
            string name = TransactionName.Of(open.Id);
            await visit.Answer.EndOpenAsync(name, table.Leave(open));
        }
        else
        {
            await visit.Answer.EndAsync(bookmark);
        }
    }

    private static async ValueTask<CypherException?> RunStatementAsync(
        EngineTransaction transaction,
        QueryVisit visit
    )
    {
        if (string.IsNullOrEmpty(visit.Request.Statement))
        {
            return null;
        }
        await using var cursor = await transaction.RunAsync(
            visit.Request.Statement,
            visit.Request.Parameters
        );
        return await visit.Answer.WriteResultAsync(cursor, visit.Request.IncludesCounters);
    }
}
