using Microsoft.AspNetCore.Http;
using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Http.Json;
using Quiver.Http.Security;
using Quiver.Model.Status;

namespace Quiver.Http.Requests;

/// <summary>Takes in requests that are about the server and not about one database's graph, and gives the answers to those that fail as a whole.</summary>
internal sealed class ServerIntake(QuiverEngine engine, HttpFrontOptions options)
{
    private const int MaxBodyBytes = 64 * 1024;

    /// <summary>What answers a request whose client is known.</summary>
    public delegate Task Handler(HttpContext context, Principal principal, RequestObject request);

    /// <summary>The limits of such requests: their bodies are small.</summary>
    public HttpFrontOptions Options { get; } = options with { MaxRequestBodyBytes = MaxBodyBytes };

    /// <summary>Turns a handler into an endpoint.</summary>
    /// <param name="handler">The handler.</param>
    /// <param name="fields">The fields that a request's body may have.</param>
    public RequestDelegate Endpoint(Handler handler, IReadOnlyCollection<string> fields) =>
        context =>
            AnswerAsync(
                context,
                async () =>
                {
                    var principal = await RequestAuthentication.AuthenticateAsync(context, engine);
                    if (principal is not null)
                    {
                        var request = await RequestObject.ReadAsync(context, Options, fields);
                        await handler(context, principal, request);
                    }
                }
            );

    /// <summary>Answers a request; what fails before the answer begins becomes the answer.</summary>
    public Task AnswerAsync(HttpContext context, Func<Task> answer) =>
        TransportFaults.AnswerAsync(
            context,
            Options,
            async () =>
            {
                try
                {
                    await answer();
                }
                catch (CypherException error) when (!context.Response.HasStarted)
                {
                    await ErrorDocument.WriteAsync(
                        context,
                        HttpErrors.HttpStatusOfAny(error),
                        error
                    );
                }
            }
        );
}
