using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Quiver.Http;

/// <summary>The content types that requests bring and accept.</summary>
internal static class MediaTypes
{
    /// <summary>The type of every answer that has a body.</summary>
    public const string Json = "application/json";

    /// <summary>The same as the transactional API gives it: its clients read the encoding there.</summary>
    public const string JsonWithCharset = "application/json;charset=utf-8";

    /// <summary>Whether the request's body may be read as JSON: it says so, or says nothing.</summary>
    public static bool BringsJson(HttpRequest request) =>
        string.IsNullOrEmpty(request.ContentType)
        || (
            MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Whether the client takes JSON: it says so, takes anything, or says nothing.</summary>
    public static bool AcceptsJson(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0)
        {
            return true;
        }
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types))
        {
            return false;
        }
        foreach (var type in types)
        {
            bool named =
                type.MatchesAllTypes
                || type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase);
            if (named && type.Quality is not 0.0)
            {
                return true;
            }
        }
        return false;
    }
}
