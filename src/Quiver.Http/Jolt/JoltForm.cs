using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Quiver.Http.Jolt;

/// <summary>A form of Jolt, Neo4j's typed JSON lines, as <c>Accept</c> asks for it.</summary>
/// <param name="MediaType">The content type of the answer.</param>
/// <param name="HasElementIds">Whether entities have element ids (version 2) and not numbers (version 1).</param>
/// <param name="IsStrict">Whether values bear their type also where JSON has it.</param>
/// <param name="IsSequence">Whether a record separator stands before each line (RFC 7464).</param>
internal sealed record JoltForm(
    string MediaType,
    bool HasElementIds,
    bool IsStrict,
    bool IsSequence
)
{
    private const string Prefix = "application/vnd.neo4j.jolt";
    private const string Sequence = "+json-seq";

    /// <summary>The form that a client prefers to JSON; null when it prefers JSON, or takes no Jolt.</summary>
    public static JoltForm? Of(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types))
        {
            return null;
        }
        foreach (var type in types.OrderByDescending(static type => type.Quality ?? 1))
        {
            if (type.Quality is 0.0)
            {
                continue;
            }
            if (Parse(type) is { } form)
            {
                return form;
            }
            if (
                type.MatchesAllTypes
                || type.MediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase)
                || type.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase)
            )
            {
                return null;
            }
        }
        return null;
    }

    private static JoltForm? Parse(MediaTypeHeaderValue type)
    {
        string name = type.MediaType.Value!.ToLowerInvariant();
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }
        bool isSequence = name.EndsWith(Sequence, StringComparison.Ordinal);
        string version = name[Prefix.Length..^(isSequence ? Sequence.Length : 0)];
        bool isStrict = type.Parameters.Any(static parameter =>
            parameter.Name.Equals("strict", StringComparison.OrdinalIgnoreCase)
            && parameter.Value.Equals("true", StringComparison.OrdinalIgnoreCase)
        );
        return version is "" or "-v1" or "-v2"
            ? new JoltForm(
                isStrict ? name + ";strict=true" : name,
                version == "-v2",
                isStrict,
                isSequence
            )
            : null;
    }
}
