namespace Quiver.Http.Tests;

public sealed class DiscoveryTests
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("text/html")]
    public async Task The_document_names_the_host_that_was_asked_for_and_needs_no_password(
        string accept
    )
    {
        await using var server = await HttpServer.StartAsync(
            requiresAuthentication: true,
            new HttpFrontOptions { BoltPort = static () => 17687 }
        );

        var response = await server.ExchangeAsync(
            $"""
            GET / HTTP/1.1
            Host: graph.example.org:7474
            Accept: {accept}
            """
        );

        Assert.Equal("HTTP/1.1 200 OK", response.StatusLine);
        Assert.Equal("application/json", response.Headers["Content-Type"]);
        Assert.Equal("*", response.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal(
            """
            {"bolt_routing":"neo4j://graph.example.org:17687","bolt_direct":"bolt://graph.example.org:17687",
            "query":"http://graph.example.org:7474/db/{databaseName}/query/v2",
            "transaction":"http://graph.example.org:7474/db/{databaseName}/tx",
            "dbms/cluster":"http://graph.example.org:7474/dbms/cluster",
            "db/cluster":"http://graph.example.org:7474/db/{databaseName}/cluster",
            "neo4j_version":"5.26.0","neo4j_edition":"community","auth_config":{"oidc_providers":[]}}
            """.ReplaceLineEndings(""),
            response.Body
        );
    }

    [Theory]
    [InlineData("[::1]:7474", "neo4j://[::1]:17687")]
    [InlineData("example.org", "neo4j://example.org:17687")]
    public async Task The_bolt_address_follows_the_host(string host, string expected)
    {
        await using var server = await HttpServer.StartAsync(
            options: new HttpFrontOptions { BoltPort = static () => 17687 }
        );

        var response = await server.ExchangeAsync($"GET / HTTP/1.1\nHost: {host}");

        Assert.Contains(
            $"\"bolt_routing\":\"{expected}\"",
            response.Body,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{}", null, "graph.example.org:17687")]
    [InlineData("{}", "db.example.com:7700", "db.example.com:7700")]
    [InlineData("{address: 'there:1'}", null, "there:1")]
    [InlineData("{address: 'there:1'}", "db.example.com:7700", "db.example.com:7700")]
    public async Task The_routing_table_names_the_host_by_which_the_client_came(
        string context,
        string? advertised,
        string expected
    )
    {
        await using var server = await HttpServer.StartAsync(
            options: new HttpFrontOptions
            {
                BoltPort = static () => 17687,
                AdvertisedBoltAddress = advertised,
            }
        );
        string call =
            $"CALL dbms.routing.getRoutingTable({context}) YIELD servers UNWIND servers AS s RETURN DISTINCT s.addresses AS a";
        (string Path, string Body)[] requests =
        [
            ("/db/neo4j/tx/commit", $$"""{"statements":[{"statement":"{{call}}"}]}"""),
            ("/db/neo4j/tx", $$"""{"statements":[{"statement":"{{call}}"}]}"""),
            ("/db/neo4j/query/v2", $$"""{"statement":"{{call}}"}"""),
            ("/db/neo4j/query/v2/tx", $$"""{"statement":"{{call}}"}"""),
        ];
        foreach (var (path, body) in requests)
        {
            var response = await server.ExchangeAsync(
                $"""
                POST {path} HTTP/1.1
                Host: graph.example.org:7474
                Accept: application/json
                Content-Type: application/json
                """,
                body
            );
            Assert.Contains($"[[\"{expected}\"]]", response.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_head_of_the_document_can_be_asked_for_alone()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);

        var response = await server.ExchangeAsync("HEAD / HTTP/1.1\nHost: localhost");

        Assert.Equal("HTTP/1.1 200 OK", response.StatusLine);
        Assert.Equal("application/json", response.Headers["Content-Type"]);
        Assert.Empty(response.Body);
    }

    [Fact]
    public async Task An_advertised_address_stands_in_place_of_the_host()
    {
        await using var server = await HttpServer.StartAsync(
            options: new HttpFrontOptions { AdvertisedBoltAddress = "db.example.com:7700" }
        );

        var response = await server.ExchangeAsync("GET / HTTP/1.1\nHost: localhost");

        Assert.Contains(
            "\"bolt_direct\":\"bolt://db.example.com:7700\"",
            response.Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Pages_of_any_origin_may_call()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);

        var response = await server.ExchangeAsync(
            """
            OPTIONS /db/neo4j/tx/commit HTTP/1.1
            Host: localhost
            Origin: http://example.org
            Access-Control-Request-Method: POST
            Access-Control-Request-Headers: authorization,content-type
            """
        );

        Assert.Equal("HTTP/1.1 200 OK", response.StatusLine);
        Assert.Equal("*", response.Headers["Access-Control-Allow-Origin"]);
        Assert.Contains(
            "POST",
            response.Headers["Access-Control-Allow-Methods"],
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Authorization",
            response.Headers["Access-Control-Allow-Headers"],
            StringComparison.Ordinal
        );
    }
}
