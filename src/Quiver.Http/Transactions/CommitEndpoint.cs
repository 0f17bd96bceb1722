using Microsoft.AspNetCore.Http;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;

namespace Quiver.Http.Transactions;

/// <summary><c>POST /db/{database}/tx/commit</c>: runs the request's statements in one transaction and commits it.</summary>
internal sealed class CommitEndpoint(ClientSessions sessions)
{
    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context, TransactionVisit visit)
    {
        await using var answer = visit.Answer(context);
        if (visit.Refusal is { } refusal)
        {
            await answer.RefuseAsync(refusal);
            return;
        }
        await using var session = sessions.Open(context, visit.Principal);
        CypherException? failure = null;
        string? bookmark = null;
        answer.Begin();
        try
        {
            // A statement alone may be one that manages transactions itself.
            bookmark = await (
                visit.Request.Statements.Count == 1
                    ? RunAloneAsync(session, visit, answer, context.RequestAborted)
                    : RunTogetherAsync(session, visit, answer, context.RequestAborted)
            );
        }
        catch (CypherException error)
        {
            failure = error;
        }
        HttpErrors.MarkFailure(context.Response, failure);
        await answer.EndAsync(failure, bookmark);
    }

    private static async ValueTask<string?> RunAloneAsync(
        EngineSession session,
        TransactionVisit visit,
        IStatementsAnswer answer,
        CancellationToken cancellationToken
    )
    {
        var statement = visit.Request.Statements[0];
        var headers = visit.Request.Headers;
        await using var cursor = await session.RunAsync(
            new RunRequest
            {
                Query = statement.Text,
                Parameters = statement.Parameters,
                Database = visit.Database,
                AccessMode = headers.AccessMode,
                Timeout = headers.Timeout,
                Bookmarks = headers.Bookmarks,
            },
            cancellationToken
        );
        await answer.WriteResultAsync(cursor, statement);
        return cursor.Summary.Bookmark;
    }

    private static async ValueTask<string?> RunTogetherAsync(
        EngineSession session,
        TransactionVisit visit,
        IStatementsAnswer answer,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await session.BeginAsync(
            visit.Request.Begin(visit.Database),
            cancellationToken
        );
        foreach (var statement in visit.Request.Statements)
        {
            await using var cursor = await transaction.RunAsync(
                statement.Text,
                statement.Parameters,
                cancellationToken
            );
            await answer.WriteResultAsync(cursor, statement);
        }
        return await transaction.CommitAsync();
    }
}
