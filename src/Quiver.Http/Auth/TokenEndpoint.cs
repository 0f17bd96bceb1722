using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Http.Json;
using Quiver.Http.Requests;
using Quiver.Http.Security;

namespace Quiver.Http.Auth;

/// <summary><c>POST /auth/token</c>: gives a token for a user's name and password, which stand in the body or in the header <c>Authorization: Basic</c>.</summary>
internal sealed class TokenEndpoint(QuiverEngine engine, ServerIntake intake)
{
    /// <summary>Answers a request.</summary>
    public Task AnswerAsync(HttpContext context) =>
        intake.AnswerAsync(
            context,
            async () =>
            {
                var request = await TokenRequest.ReadAsync(context, intake.Options);
                var principal = await AuthenticateAsync(context, request);
                if (principal is not null)
                {
                    await WriteAsync(context, engine.IssueToken(principal, request.Lifetime));
                }
            }
        );

    private ValueTask<Principal?> AuthenticateAsync(HttpContext context, TokenRequest request)
    {
        bool isInBody = request.User is not null || request.Password is not null;
        if (isInBody && (request.User is null || request.Password is null))
        {
            throw HttpErrors.NoCredentials();
        }
        if (isInBody)
        {
            return RequestAuthentication.AuthenticateAsync(
                context,
                engine,
                AuthToken.Basic(request.User!, request.Password!)
            );
        }
        // One token does not give the next: it would never end.
        bool isBasic = context
            .Request.Headers.Authorization.ToString()
            .StartsWith("Basic ", StringComparison.OrdinalIgnoreCase);
        return isBasic || !engine.RequiresAuthentication
            ? RequestAuthentication.AuthenticateAsync(context, engine)
            : throw HttpErrors.NoCredentials();
    }

    private static async Task WriteAsync(HttpContext context, AccessToken token)
    {
        // RFC 6749, section 5.1: nobody on the way keeps it.
        context.Response.Headers.CacheControl = new StringValues("no-store");
        await using var json = new JsonStream(context.Response, context.RequestAborted);
        json.Writer.WriteStartObject();
        json.Writer.WriteString("access_token", token.Text);
        json.Writer.WriteString("token_type", "Bearer");
        json.Writer.WriteNumber("expires_in", (long)token.Lifetime.TotalSeconds);
        json.Writer.WriteString("scope", string.Join(' ', token.Roles));
        json.Writer.WriteEndObject();
        await json.FlushAsync();
    }
}
