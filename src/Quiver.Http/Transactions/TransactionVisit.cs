using Microsoft.AspNetCore.Http;
using Quiver.Engine.Security;
using Quiver.Http.Jolt;
using Quiver.Http.Json;
using Quiver.Model.Status;

namespace Quiver.Http.Transactions;

/// <summary>A request whose client and database are known.</summary>
/// <param name="Principal">Who asks.</param>
/// <param name="Database">The resolved name of the database in its address.</param>
/// <param name="Request">What it asks; nothing when it is refused.</param>
/// <param name="Refusal">Why headers or body could not be read; stands in the answer's <c>errors</c>.</param>
/// <param name="Jolt">The form of Jolt that the client takes; null for JSON.</param>
internal sealed record TransactionVisit(
    Principal Principal,
    string Database,
    TransactionRequest Request,
    CypherException? Refusal,
    JoltForm? Jolt
)
{
    /// <summary>Starts the answer, in the form that the client takes.</summary>
    public IStatementsAnswer Answer(HttpContext context)
    {
        if (Jolt is not null)
        {
            return new JoltAnswer(context, Jolt);
        }
        var json = new JsonStream(context.Response, context.RequestAborted);
        context.Response.ContentType = MediaTypes.JsonWithCharset;
        return new StatementsAnswer(json);
    }
}
