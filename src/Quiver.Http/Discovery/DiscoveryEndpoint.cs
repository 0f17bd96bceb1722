using Microsoft.AspNetCore.Http;
using Quiver.Engine;
using Quiver.Http.Json;

namespace Quiver.Http.Discovery;

/// <summary>
/// <c>GET /</c>: where Bolt and the APIs are, and which Neo4j release the server is compatible with. Needs no authentication.
/// </summary>
internal sealed class DiscoveryEndpoint(HttpFrontOptions options)
{
    /// <summary>Answers with the discovery document.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        string host = RequestHost.Of(context);
        string http = $"{context.Request.Scheme}://{host}";
        string bolt = BoltAddress.Of(context, options);
        context.Response.Headers.Vary = "Accept, Host";

        await using var json = new JsonStream(context.Response, context.RequestAborted);
        var writer = json.Writer;
        writer.WriteStartObject();
        writer.WriteString("bolt_routing", "neo4j://" + bolt);
        writer.WriteString("bolt_direct", "bolt://" + bolt);
        writer.WriteString("query", http + "/db/{databaseName}/query/v2");
        writer.WriteString("transaction", http + "/db/{databaseName}/tx");
        writer.WriteString("dbms/cluster", http + "/dbms/cluster");
        writer.WriteString("db/cluster", http + "/db/{databaseName}/cluster");
        writer.WriteString("neo4j_version", CompatibleRelease.Version);
        writer.WriteString("neo4j_edition", CompatibleRelease.Edition);
        writer.WriteStartObject("auth_config");
        writer.WriteStartArray("oidc_providers");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        await json.FlushAsync();
    }
}
