using System.Net;
using System.Net.Sockets;
using System.Text;
using Quiver.Foundation.IO;
using Quiver.Foundation.Network;
using Quiver.Model.Status;

namespace Quiver.Apoc.Tests;

/// <summary>apoc.load.json, apoc.load.jsonArray and apoc.load.csv.</summary>
public sealed class LoadTests : IAsyncDisposable
{
    private readonly ApocHome _home = new();

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task Each_object_or_element_is_a_row()
    {
        _home.Write("a.json", "{\"a\": [1, 2.0, null, true]}\n{\"a\": {\"b\": \"x\"}}");
        _home.Write("b.json", "[{\"n\": 1}, 2]");
        Assert.Equal(
            ["{a: [1, 2.0, null, true]}", "{a: {b: 'x'}}"],
            await _home.RowsAsync("CALL apoc.load.json('file:///a.json') YIELD value RETURN value")
        );
        Assert.Equal(
            ["{n: 1}", "{result: 2}"],
            await _home.RowsAsync("CALL apoc.load.json('b.json') YIELD value RETURN value")
        );
        Assert.Equal(
            ["[{n: 1}, 2]"],
            await _home.RowsAsync("CALL apoc.load.jsonArray('b.json') YIELD value RETURN value")
        );
    }

    [Theory]
    [InlineData("$.items[*].id", "[1, 2, 3]")]
    [InlineData("$.items[0].id", "1")]
    [InlineData("$.items[-1].tags", "['c']")]
    [InlineData("$..id", "[1, 2, 3, 9]")]
    [InlineData("$['items'][1:].id", "[2, 3]")]
    [InlineData("$.items[0,2].id", "[1, 3]")]
    [InlineData("$.items.*.tags[0]", "['a', 'c']")]
    [InlineData("items[1].id", "2")]
    [InlineData("$.none.at.all", "null")]
    public async Task Paths_choose(string path, string expected)
    {
        _home.Write(
            "p.json",
            "{\"items\": [{\"id\": 1, \"tags\": [\"a\", \"b\"]}, {\"id\": 2}, {\"id\": 3, \"tags\": [\"c\"]}], \"x\": {\"id\": 9}}"
        );
        Assert.Equal(
            [expected],
            await _home.RowsAsync(
                $"CALL apoc.load.jsonArray('p.json', \"{path}\") YIELD value RETURN value"
            )
        );
    }

    [Theory]
    [InlineData("$.items[?(@.id > 1)]", "filters are not supported")]
    [InlineData("$.items.length()", "functions are not supported")]
    [InlineData("$.items[", "a bracket is not closed")]
    [InlineData("$.items[x]", "neither a number nor a name")]
    public async Task Paths_that_are_not_known_are_refused(string path, string why)
    {
        _home.Write("p.json", "{}");
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync($"CALL apoc.load.json('p.json', \"{path}\")")
        );
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_nesting_and_broken_documents_are_errors()
    {
        _home.Write("deep.json", new string('[', 100_000));
        _home.Write("broken.json", "{\"a\": ");
        foreach (string file in (string[])["deep.json", "broken.json"])
        {
            var error = await Assert.ThrowsAsync<CypherException>(() =>
                _home.RunAsync($"CALL apoc.load.json('{file}')")
            );
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
            Assert.Empty(
                await _home.RowsAsync(
                    $"CALL apoc.load.json('{file}', '', {{failOnError: false}}) YIELD value RETURN value"
                )
            );
        }
    }

    [Fact]
    public async Task Csv_rows_come_as_lists_and_maps_with_types()
    {
        _home.Write("a.csv", "name,age,tags,note\nAda,36,a;b,\"x, y\"\nBob,NA,,\n");
        Assert.Equal(
            [
                "0, ['Ada', '36', 'a;b', 'x, y'], {name: 'Ada', age: '36', tags: 'a;b', note: 'x, y'}",
                "1, ['Bob', 'NA', '', ''], {name: 'Bob', age: 'NA', tags: '', note: ''}",
            ],
            await _home.RowsAsync(
                "CALL apoc.load.csv('a.csv') YIELD lineNo, list, map RETURN lineNo, list, map"
            )
        );
        Assert.Equal(
            ["{name: 'Ada', years: 36, tags: ['a', 'b']}", "{name: 'Bob', years: null, tags: []}"],
            await _home.RowsAsync(
                "CALL apoc.load.csv('a.csv', {nullValues: ['NA'], ignore: ['note'], mapping: {age: {type: 'int', name: 'years'}, tags: {array: true}}}) YIELD map RETURN map"
            )
        );
        Assert.Equal(
            ["1, ['Bob']"],
            await _home.RowsAsync(
                "CALL apoc.load.csv('a.csv', {skip: 1, limit: 1}) YIELD lineNo, list RETURN lineNo, list[..1]"
            )
        );
    }

    [Fact]
    public async Task A_csv_file_that_cannot_be_read_gives_no_rows_where_that_is_no_failure()
    {
        var error = await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync("CALL apoc.load.csv('none.csv', {})")
        );
        Assert.Contains("none.csv", error.Message, StringComparison.Ordinal);
        Assert.Empty(
            await _home.RowsAsync(
                "CALL apoc.load.csv('none.csv', {failOnError: false}) YIELD list RETURN list"
            )
        );
        _home.Write("torn.csv", "a,b\n1,\"x\"y\n");
        await Assert.ThrowsAsync<CypherException>(() =>
            _home.RunAsync("CALL apoc.load.csv('torn.csv', {})")
        );
        Assert.Empty(
            await _home.RowsAsync(
                "CALL apoc.load.csv('torn.csv', {failOnError: false}) YIELD list RETURN list"
            )
        );
    }

    [Fact]
    public async Task Csv_separators_and_missing_headers()
    {
        _home.Write("t.csv", "1\t'a\tb'\n2\tc\n");
        Assert.Equal(
            ["['1', 'a\\tb'], null", "['2', 'c'], null"],
            await _home.RowsAsync(
                "CALL apoc.load.csv('t.csv', {sep: 'TAB', quoteChar: \"'\", header: false}) YIELD list, map RETURN list, map"
            )
        );
    }

    [Theory]
    [InlineData("LOAD CSV WITH HEADERS FROM $url AS row RETURN row.id AS id")]
    [InlineData("CALL apoc.load.csv($url) YIELD map RETURN map.id AS id")]
    [InlineData("CALL apoc.load.json($url) YIELD value RETURN value.id AS id")]
    public async Task The_network_is_read_only_where_that_is_allowed(string query)
    {
        string body = query.Contains("json", StringComparison.Ordinal)
            ? "{\"id\":\"7\"}"
            : "id\n7\n";
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var served = Task.Run(
            async () =>
            {
                using var client = await listener.AcceptTcpClientAsync();
                _ = await client.GetStream().ReadAsync(new byte[4096]);
                await client
                    .GetStream()
                    .WriteAsync(
                        Encoding.ASCII.GetBytes(
                            $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"
                        )
                    );
            },
            TestContext.Current.CancellationToken
        );
        string url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/f";
        query = query.Replace("$url", $"'{url}'", StringComparison.Ordinal);
        string folder = Path.Join(Path.GetTempPath(), $"quiver-remote-{Guid.NewGuid():N}");
        var options = new RemoteOptions { Folder = folder };
        await using (var closed = new ApocHome())
        {
            var error = await Assert.ThrowsAsync<CypherException>(() => closed.RowsAsync(query));
            Assert.Contains("load.network.enabled", error.Message, StringComparison.Ordinal);
        }
        using var publicOnly = new RemoteFiles(PosixFileSystem.Instance, options);
        await using (var open = new ApocHome(o => o with { Remote = publicOnly }))
        {
            var error = await Assert.ThrowsAsync<CypherException>(() => open.RowsAsync(query));
            Assert.Contains("this machine", error.Message, StringComparison.Ordinal);
        }
        using var all = new RemoteFiles(
            PosixFileSystem.Instance,
            options with
            {
                AllowsPrivateAddresses = true,
            }
        );
        await using (var open = new ApocHome(o => o with { Remote = all }))
        {
            Assert.Equal(["'7'"], await open.RowsAsync(query));
        }
        await served;
        Assert.Empty(Directory.GetFiles(folder));
        Directory.Delete(folder);
    }

    [Theory]
    [InlineData("CALL apoc.load.json('../x.json')")]
    [InlineData("CALL apoc.load.csv('../x.csv')")]
    [InlineData("CALL apoc.load.json('http://169.254.169.254/latest')")]
    [InlineData("CALL apoc.load.json('/etc/passwd')")]
    public async Task Nothing_outside_the_folder_is_read(string query)
    {
        var error = await Assert.ThrowsAsync<CypherException>(() => _home.RunAsync(query));
        Assert.Equal("Neo.ClientError.Statement.ExternalResourceFailed", error.Status.Code);
    }
}
