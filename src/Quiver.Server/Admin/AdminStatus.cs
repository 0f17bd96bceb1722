using System.Text.Json;

namespace Quiver.Server.Admin;

/// <summary>Who serves a data home and where.</summary>
/// <param name="ProcessId">The server's process.</param>
/// <param name="Started">When it started, UTC.</param>
/// <param name="ProductVersion">Quiver's version.</param>
/// <param name="HttpAddress">Where HTTP listens, or null.</param>
/// <param name="BoltAddress">Where Bolt listens, or null.</param>
public sealed record AdminStatus(
    int ProcessId,
    DateTimeOffset Started,
    string ProductVersion,
    string? HttpAddress,
    string? BoltAddress
)
{
    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumber("pid", ProcessId);
        writer.WriteString("started", Started);
        writer.WriteString("productVersion", ProductVersion);
        writer.WriteString("http", HttpAddress);
        writer.WriteString("bolt", BoltAddress);
    }

    internal static AdminStatus Read(JsonElement reply) =>
        new(
            reply.GetProperty("pid").GetInt32(),
            reply.GetProperty("started").GetDateTimeOffset(),
            reply.GetProperty("productVersion").GetString() ?? "",
            reply.GetProperty("http").GetString(),
            reply.GetProperty("bolt").GetString()
        );
}
