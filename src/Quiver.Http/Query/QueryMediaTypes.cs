using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Quiver.Http.Query;

/// <summary>The content types of the Query API.</summary>
internal static class QueryMediaTypes
{
    private const string Typed = "application/vnd.neo4j.query";
    private const string TypedFirstVersion = "application/vnd.neo4j.query.v1.0";
    private const string TypedWithVectors = "application/vnd.neo4j.query.v1.1";
    private const string Lines = "application/jsonl";
    private const string LinesSuffix = "+jsonl";

    /// <summary>The form of the request's body; null when its type is not known.</summary>
    public static QueryForm? Brings(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
        {
            return QueryForm.Plain;
        }
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            ? FormOf(type.MediaType.Value!)
            : null;
    }

    /// <summary>The form and content type of the answer that the client prefers; null when it takes none of ours.</summary>
    public static (QueryForm Form, string ContentType, bool IsLines)? Accepts(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0)
        {
            return (QueryForm.Plain, MediaTypes.Json, false);
        }
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types))
        {
            return null;
        }
        foreach (var type in types.OrderByDescending(static type => type.Quality ?? 1))
        {
            if (type.Quality is 0.0)
            {
                continue;
            }
            string name = type.MediaType.Value!;
            if (FormOf(name) is { } form)
            {
                return (form, form == QueryForm.Plain ? MediaTypes.Json : name, false);
            }
            if (LinesFormOf(name) is { } lines)
            {
                return (lines, name, true);
            }
            if (
                type.MatchesAllTypes
                || name.Equals("application/*", StringComparison.OrdinalIgnoreCase)
            )
            {
                return (QueryForm.Plain, MediaTypes.Json, false);
            }
        }
        return null;
    }

    private static QueryForm? LinesFormOf(string mediaType)
    {
        if (mediaType.Equals(Lines, StringComparison.OrdinalIgnoreCase))
        {
            return QueryForm.Plain;
        }
        return
            mediaType.EndsWith(LinesSuffix, StringComparison.OrdinalIgnoreCase)
            && FormOf(mediaType[..^LinesSuffix.Length]) == QueryForm.Typed
            ? QueryForm.Typed
            : null;
    }

    private static QueryForm? FormOf(string mediaType)
    {
        if (mediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase))
        {
            return QueryForm.Plain;
        }
        return
            mediaType.Equals(Typed, StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals(TypedFirstVersion, StringComparison.OrdinalIgnoreCase)
            || mediaType.Equals(TypedWithVectors, StringComparison.OrdinalIgnoreCase)
            ? QueryForm.Typed
            : null;
    }
}
