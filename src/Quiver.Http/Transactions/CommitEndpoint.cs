using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Http.Json;
using Quiver.Http.Security;
using Quiver.Model.Status;
using HttpCodes = Microsoft.AspNetCore.Http.StatusCodes;

namespace Quiver.Http.Transactions;

/// <summary><c>POST /db/{database}/tx/commit</c>: runs the request's statements in one transaction and commits it.</summary>
internal sealed class CommitEndpoint(QuiverEngine engine, HttpFrontOptions options)
{
    /// <summary>Answers a request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var principal = await BasicAuthentication.AuthenticateAsync(context, engine);
        if (principal is null || !await TakesJsonAsync(context))
        {
            return;
        }
        try
        {
            string database = engine.ResolveDatabase(
                (string?)context.Request.RouteValues["database"]
            );
            await AnswerAsync(context, principal, database);
        }
        catch (CypherException error) when (!context.Response.HasStarted)
        {
            await ErrorDocument.WriteAsync(context, HttpErrors.HttpStatus(error), error);
        }
        catch (BadHttpRequestException error)
            when (error.StatusCode == HttpCodes.Status413PayloadTooLarge)
        {
            var tooLarge = HttpErrors.BodyTooLarge(options.MaxRequestBodyBytes);
            await ErrorDocument.WriteAsync(context, error.StatusCode, tooLarge);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
        }
    }

    private static async ValueTask<bool> TakesJsonAsync(HttpContext context)
    {
        if (!MediaTypes.AcceptsJson(context.Request))
        {
            context.Response.StatusCode = HttpCodes.Status406NotAcceptable;
            return false;
        }
        if (!MediaTypes.BringsJson(context.Request))
        {
            await ErrorDocument.WriteAsync(
                context,
                HttpCodes.Status415UnsupportedMediaType,
                HttpErrors.UnsupportedMediaType(context.Request.ContentType)
            );
            return false;
        }
        return true;
    }

    private async Task AnswerAsync(HttpContext context, Principal principal, string database)
    {
        TransactionRequest? request = null;
        CypherException? refusal = null;
        try
        {
            request = new TransactionRequest(
                TransactionHeaders.Read(context.Request.Headers),
                await ReadStatementsAsync(context)
            );
        }
        catch (CypherException error)
        {
            refusal = error;
        }
        await using var session = engine.OpenSession(principal);
        await using var json = new JsonStream(context.Response, context.RequestAborted);
        var run = new StatementsRun(session, database, json);
        await (
            request is null
                ? run.RefuseAsync(refusal!)
                : run.AnswerAsync(request, context.RequestAborted)
        );
    }

    private async ValueTask<List<StatementRequest>> ReadStatementsAsync(HttpContext context)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (limit is { IsReadOnly: false })
        {
            limit.MaxRequestBodySize = options.MaxRequestBodyBytes;
        }
        var body = context.Request.BodyReader;
        while (true)
        {
            var result = await body.ReadAsync(context.RequestAborted);
            if (result.IsCompleted)
            {
                try
                {
                    return StatementsReader.Read(result.Buffer, options);
                }
                finally
                {
                    body.AdvanceTo(result.Buffer.End);
                }
            }
            // Nothing is consumed before all is there: the server's own limit bounds what gathers.
            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
