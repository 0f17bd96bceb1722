using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Http;
using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Http.Json;
using Quiver.Model.Status;

namespace Quiver.Http.Security;

/// <summary>Who a request comes from, by its <c>Authorization</c> header.</summary>
internal static class RequestAuthentication
{
    private const string Challenge = "Basic realm=\"Neo4j\"";
    private const string BearerChallenge = "Bearer realm=\"Neo4j\", error=\"invalid_token\"";
    private const string BasicPrefix = "Basic ";
    private const string BearerPrefix = "Bearer ";
    private const int MaxHeaderLength = 16 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Who asks, or null when the request was refused: then the answer is written.</summary>
    /// <param name="context">The request.</param>
    /// <param name="engine">Knows the users.</param>
    /// <param name="token">What the client offers where that is not in the header.</param>
    public static async ValueTask<Principal?> AuthenticateAsync(
        HttpContext context,
        QuiverEngine engine,
        AuthToken? token = null
    )
    {
        try
        {
            return token is null
                ? Authenticate(context.Request, engine)
                : Authenticate(token, engine);
        }
        catch (CypherException error)
        {
            await RefuseAsync(context, error);
            return null;
        }
    }

    private static Principal Authenticate(HttpRequest request, QuiverEngine engine)
    {
        if (!engine.RequiresAuthentication)
        {
            return engine.Authenticate(AuthToken.None);
        }
        string? header = request.Headers.Authorization;
        if (string.IsNullOrEmpty(header))
        {
            throw HttpErrors.NoAuthentication();
        }
        if (!TryParse(header, out var token))
        {
            throw HttpErrors.InvalidAuthenticationHeader();
        }
        return Authenticate(token, engine);
    }

    private static Principal Authenticate(AuthToken token, QuiverEngine engine)
    {
        try
        {
            return engine.Authenticate(token);
        }
        catch (CypherException error)
            when (token.Scheme == "basic"
                && ReferenceEquals(error.Status, Quiver.Model.Status.StatusCodes.Unauthorized)
            )
        {
            throw HttpErrors.WrongPassword(error);
        }
    }

    private static bool TryParse(string header, [NotNullWhen(true)] out AuthToken? token)
    {
        token = null;
        if (header.Length > MaxHeaderLength)
        {
            return false;
        }
        if (header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase))
        {
            token = new AuthToken("bearer", "", Unwrapped(header[BearerPrefix.Length..].Trim()));
            return true;
        }
        return header.StartsWith(BasicPrefix, StringComparison.OrdinalIgnoreCase)
            && TryParseBasic(header.AsSpan(BasicPrefix.Length).Trim(), out token);
    }

    // Neo4j's clients send the token itself, or its Base64 form.
    private static string Unwrapped(string token)
    {
        byte[] bytes = new byte[token.Length];
        return
            Convert.TryFromBase64Chars(token, bytes, out int length)
            && bytes.AsSpan(0, length).StartsWith(AccessToken.Mark)
            ? Encoding.ASCII.GetString(bytes, 0, length)
            : token;
    }

    private static bool TryParseBasic(
        ReadOnlySpan<char> encoded,
        [NotNullWhen(true)] out AuthToken? token
    )
    {
        token = null;
        byte[] bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out int length))
        {
            return false;
        }
        string text;
        try
        {
            text = StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return false;
        }
        token = AuthToken.Basic(text[..colon], text[(colon + 1)..]);
        return true;
    }

    private static Task RefuseAsync(HttpContext context, CypherException error)
    {
        int status = HttpErrors.HttpStatus(error);
        if (status == Microsoft.AspNetCore.Http.StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = BringsToken(context.Request)
                ? BearerChallenge
                : Challenge;
        }
        return ErrorDocument.WriteAsync(context, status, error);
    }

    private static bool BringsToken(HttpRequest request) =>
        request
            .Headers.Authorization.ToString()
            .StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase);
}
