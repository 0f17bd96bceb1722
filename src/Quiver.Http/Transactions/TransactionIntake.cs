using Microsoft.AspNetCore.Http;
using Quiver.Engine;
using Quiver.Http.Jolt;
using Quiver.Http.Json;
using Quiver.Http.Security;
using Quiver.Model.Status;
using HttpCodes = Microsoft.AspNetCore.Http.StatusCodes;

namespace Quiver.Http.Transactions;

/// <summary>Takes in requests of the transactional API, and gives the answers to those that never become statements.</summary>
internal sealed class TransactionIntake(QuiverEngine engine, HttpFrontOptions options)
{
    /// <summary>What answers a request whose client, database and body are known.</summary>
    public delegate Task Handler(HttpContext context, TransactionVisit visit);

    /// <summary>Turns a handler into an endpoint.</summary>
    public RequestDelegate Endpoint(Handler handler) =>
        context => TransportFaults.AnswerAsync(context, options, () => TakeAsync(context, handler));

    private async Task TakeAsync(HttpContext context, Handler handler)
    {
        var principal = await RequestAuthentication.AuthenticateAsync(context, engine);
        var jolt = JoltForm.Of(context.Request);
        if (principal is null || !await TakesJsonAsync(context, jolt))
        {
            return;
        }
        try
        {
            string database = engine.ResolveDatabase(
                (string?)context.Request.RouteValues["database"]
            );
            var (request, refusal) = await ReadAsync(context);
            await handler(
                context,
                new TransactionVisit(principal, database, request, refusal, jolt)
            );
        }
        catch (CypherException error) when (!context.Response.HasStarted)
        {
            await ErrorDocument.WriteAsync(context, HttpErrors.HttpStatus(error), error);
        }
    }

    private static async ValueTask<bool> TakesJsonAsync(HttpContext context, JoltForm? jolt)
    {
        if (jolt is null && !MediaTypes.AcceptsJson(context.Request))
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

    private async ValueTask<(TransactionRequest Request, CypherException? Refusal)> ReadAsync(
        HttpContext context
    )
    {
        try
        {
            var request = new TransactionRequest(
                TransactionHeaders.Read(context.Request.Headers),
                await RequestBody.ReadAsync(
                    context,
                    options,
                    body => StatementsReader.Read(body, options)
                )
            );
            return (request, null);
        }
        catch (CypherException error)
        {
            return (TransactionRequest.Empty, error);
        }
    }
}
