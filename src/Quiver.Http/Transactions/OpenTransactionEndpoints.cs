using System.Globalization;
using Microsoft.AspNetCore.Http;
using Quiver.Engine.Sessions;
using Quiver.Http.Open;
using Quiver.Model.Status;
using HttpCodes = Microsoft.AspNetCore.Http.StatusCodes;

namespace Quiver.Http.Transactions;

/// <summary>The requests of transactions that stay open: begin, run, commit, roll back.</summary>
/// <remarks>A statement that fails rolls its transaction back; so does a client that goes away while one runs.</remarks>
internal sealed class OpenTransactionEndpoints(ClientSessions sessions, OpenTransactionTable table)
{
    /// <summary><c>POST /db/{database}/tx</c>: opens a transaction and runs the request's statements in it.</summary>
    public async Task OpenAsync(HttpContext context, TransactionVisit visit)
    {
        OpenTransaction open;
        try
        {
            open = await BeginAsync(context, visit);
        }
        catch (CypherException error)
        {
            await RefuseAsync(context, visit, error, HttpCodes.Status200OK);
            return;
        }
        context.Response.StatusCode = HttpCodes.Status201Created;
        context.Response.Headers.Location = AddressOf(context, open);
        await RunAsync(context, visit, open, commits: false);
    }

    /// <summary><c>POST /db/{database}/tx/{id}</c>: runs the request's statements in an open transaction; without any, keeps it alive.</summary>
    public Task RunAsync(HttpContext context, TransactionVisit visit) =>
        ContinueAsync(context, visit, commits: false);

    /// <summary><c>POST /db/{database}/tx/{id}/commit</c>: runs the request's statements in an open transaction and commits it.</summary>
    public Task CommitAsync(HttpContext context, TransactionVisit visit) =>
        ContinueAsync(context, visit, commits: true);

    /// <summary><c>DELETE /db/{database}/tx/{id}</c>: rolls an open transaction back.</summary>
    public async Task RollbackAsync(HttpContext context, TransactionVisit visit)
    {
        if (await EnterAsync(context, visit) is not { } open)
        {
            return;
        }
        await table.RemoveAsync(open);
        await using var answer = visit.Answer(context);
        answer.Begin();
        await answer.EndAsync(failure: null, bookmark: null);
    }

    private async ValueTask<OpenTransaction> BeginAsync(HttpContext context, TransactionVisit visit)
    {
        if (visit.Refusal is { } refusal)
        {
            throw refusal;
        }
        var session = sessions.Open(context, visit.Principal);
        try
        {
            // It outlives the request that begins it.
            var transaction = await session.BeginAsync(
                visit.Request.Begin(visit.Database),
                CancellationToken.None
            );
            return table.Add(visit.Database, session, transaction);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private async Task ContinueAsync(HttpContext context, TransactionVisit visit, bool commits)
    {
        if (await EnterAsync(context, visit) is not { } open)
        {
            return;
        }
        if (visit.Refusal is { } refusal)
        {
            await table.RemoveAsync(open);
            await RefuseAsync(context, visit, refusal, HttpCodes.Status200OK);
            return;
        }
        await RunAsync(context, visit, open, commits);
    }

    private async ValueTask<OpenTransaction?> EnterAsync(
        HttpContext context,
        TransactionVisit visit
    )
    {
        try
        {
            // What is no number names no transaction.
            _ = long.TryParse(
                (string?)context.Request.RouteValues["id"],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out long id
            );
            return table.Enter(id, visit.Database, visit.Principal.Name);
        }
        catch (CypherException error)
        {
            int status = ReferenceEquals(
                error.Status,
                Quiver.Model.Status.StatusCodes.TransactionNotFound
            )
                ? HttpCodes.Status404NotFound
                : HttpCodes.Status200OK;
            await RefuseAsync(context, visit, error, status);
            return null;
        }
    }

    private async Task RunAsync(
        HttpContext context,
        TransactionVisit visit,
        OpenTransaction open,
        bool commits
    )
    {
        await using var answer = visit.Answer(context);
        CypherException? failure = null;
        string? bookmark = null;
        bool staysOpen = false;
        answer.Begin();
        try
        {
            await using (context.RequestAborted.Register(open.Session.Interrupt))
            {
                await RunStatementsAsync(open.Transaction, visit, answer);
                bookmark = commits ? await open.Transaction.CommitAsync() : null;
            }
            staysOpen = !commits;
        }
        catch (CypherException error)
        {
            failure = error;
        }
        finally
        {
            if (!staysOpen)
            {
                await table.RemoveAsync(open);
            }
        }
        if (!staysOpen)
        {
            HttpErrors.MarkFailure(context.Response, failure);
            await answer.EndAsync(failure, bookmark);
            return;
        }
        // Given back before the answer's end leaves: the client's next request may follow at once.
        string address = AddressOf(context, open);
        var expires = table.Leave(open);
        await answer.EndOpenAsync($"{address}/commit", expires);
    }

    private static async ValueTask RunStatementsAsync(
        EngineTransaction transaction,
        TransactionVisit visit,
        IStatementsAnswer answer
    )
    {
        foreach (var statement in visit.Request.Statements)
        {
            await using var cursor = await transaction.RunAsync(
                statement.Text,
                statement.Parameters
            );
            await answer.WriteResultAsync(cursor, statement);
        }
    }

    private static async Task RefuseAsync(
        HttpContext context,
        TransactionVisit visit,
        CypherException error,
        int status
    )
    {
        context.Response.StatusCode = status;
        HttpErrors.MarkFailure(context.Response, error);
        await using var answer = visit.Answer(context);
        await answer.RefuseAsync(error);
    }

    private static string AddressOf(HttpContext context, OpenTransaction open)
    {
        var request = context.Request;
        string database = Uri.EscapeDataString((string)request.RouteValues["database"]!);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Scheme}://{RequestHost.Of(context)}/db/{database}/tx/{open.Id}"
        );
    }
}
