using Microsoft.AspNetCore.Http;
using Quiver.Engine;
using Quiver.Http.Json;
using Quiver.Http.Security;
using Quiver.Model.Status;
using HttpCodes = Microsoft.AspNetCore.Http.StatusCodes;

namespace Quiver.Http.Query;

/// <summary>Takes in requests of the Query API, and gives the answers to those that are none.</summary>
internal sealed class QueryIntake(QuiverEngine engine, HttpFrontOptions options)
{
    /// <summary>What answers a request that was taken in.</summary>
    public delegate Task Handler(HttpContext context, QueryVisit visit);

    /// <summary>Turns a handler into an endpoint.</summary>
    public RequestDelegate Endpoint(Handler handler) =>
        context => TransportFaults.AnswerAsync(context, options, () => TakeAsync(context, handler));

    private async Task TakeAsync(HttpContext context, Handler handler)
    {
        var principal = await RequestAuthentication.AuthenticateAsync(context, engine);
        if (principal is null)
        {
            return;
        }
        if (QueryMediaTypes.Accepts(context.Request) is not { } accepted)
        {
            context.Response.StatusCode = HttpCodes.Status406NotAcceptable;
            return;
        }
        if (QueryMediaTypes.Brings(context.Request) is not { } form)
        {
            await ErrorDocument.WriteAsync(
                context,
                HttpCodes.Status415UnsupportedMediaType,
                HttpErrors.UnsupportedMediaType(context.Request.ContentType)
            );
            return;
        }
        await using IQueryAnswer answer = accepted.IsLines
            ? new QueryLinesAnswer(context, accepted.Form, accepted.ContentType)
            : new QueryAnswer(context, accepted.Form, accepted.ContentType);
        try
        {
            string database = engine.ResolveDatabase(
                (string?)context.Request.RouteValues["database"]
            );
            var request = await RequestBody.ReadAsync(
                context,
                options,
                body => QueryRequestReader.Read(body, form, options)
            );
            RefuseImpersonation(request, principal.Name);
            await handler(context, new QueryVisit(principal, database, request, answer));
        }
        catch (CypherException error)
        {
            await answer.FailAsync(error);
        }
    }

    private static void RefuseImpersonation(QueryRequest request, string user)
    {
        if (
            request.ImpersonatedUser is { } other
            && !string.Equals(other, user, StringComparison.Ordinal)
        )
        {
            throw QueryErrors.NoImpersonation(other);
        }
    }
}
