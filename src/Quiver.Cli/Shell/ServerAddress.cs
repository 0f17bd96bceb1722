using Quiver.Cli.CommandLine;

namespace Quiver.Cli.Shell;

/// <summary>Where a server listens for Bolt.</summary>
/// <param name="Host">Host name or address.</param>
/// <param name="Port">Port.</param>
internal sealed record ServerAddress(string Host, int Port)
{
    private const int DefaultPort = 7687;

    /// <summary>Reads <c>bolt://host:port</c>, <c>neo4j://host:port</c>, <c>host:port</c> or <c>host</c>.</summary>
    public static ServerAddress Parse(string text)
    {
        string uri = text.Contains("://", StringComparison.Ordinal) ? text : $"bolt://{text}";
        if (
            !Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
            || parsed.Scheme is not ("bolt" or "neo4j")
            || parsed.Host.Length == 0
        )
        {
            throw UsageErrors.Invalid(
                $"'{text}' is not the address of a server: write bolt://HOST:PORT (connections without TLS)."
            );
        }
        return new ServerAddress(
            parsed.Host.Trim('[', ']'),
            parsed.Port < 0 ? DefaultPort : parsed.Port
        );
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Host}:{Port}";
}
