using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Http;
using Quiver.Engine;
using Quiver.Engine.Security;
using Quiver.Http.Json;
using Quiver.Model.Status;

namespace Quiver.Http.Security;

/// <summary>Who a request comes from, by its <c>Authorization</c> header.</summary>
internal static class BasicAuthentication
{
    private const string Challenge = "Basic realm=\"Neo4j\"";
    private const string BasicPrefix = "Basic ";
    private const string BearerPrefix = "Bearer ";
    private const int MaxHeaderLength = 16 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Who asks, or null when the request was refused: then the answer is written.</summary>
    public static async ValueTask<Principal?> AuthenticateAsync(
        HttpContext context,
        QuiverEngine engine
    )
    {
        try
        {
            return Authenticate(context.Request, engine);
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
        try
        {
            return engine.Authenticate(token);
        }
        catch (CypherException error)
            when (ReferenceEquals(error.Status, Quiver.Model.Status.StatusCodes.Unauthorized))
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
            token = new AuthToken("bearer", "", header[BearerPrefix.Length..].Trim());
            return true;
        }
        return header.StartsWith(BasicPrefix, StringComparison.OrdinalIgnoreCase)
            && TryParseBasic(header.AsSpan(BasicPrefix.Length).Trim(), out token);
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
            context.Response.Headers.WWWAuthenticate = Challenge;
        }
        return ErrorDocument.WriteAsync(context, status, error);
    }
}
