using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Quiver.Engine.Tests;
using Quiver.Foundation.IO;
using Quiver.Server.Admin;
using Quiver.Storage.Catalog;

namespace Quiver.Server.Tests.Admin;

public sealed class PublishedDatabaseTests : IDisposable
{
    private readonly TestHome _home = new();

    [Fact]
    public async Task A_database_put_into_the_home_beside_a_running_server_appears_without_a_restart()
    {
        await using var server = await StartAsync();
        await using var admin = await AdminClient.TryConnectAsync(
            _home.Path,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(["neo4j"], await admin!.DatabasesAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, (await CountAsync(server, "people")).Status);
        Assert.False(await admin.IsServedAsync("people", TestContext.Current.CancellationToken));

        SampleDatabase.Create(_home.Path, "people");
        await admin.DatabasePublishedAsync("people", TestContext.Current.CancellationToken);

        Assert.True(await admin.IsServedAsync("People", TestContext.Current.CancellationToken));
        Assert.Contains(
            "\"row\":[2]",
            (await CountAsync(server, "people")).Body,
            StringComparison.Ordinal
        );
        // Published means open: another process can no longer take it.
        Assert.Throws<DatabaseInUseException>(() =>
            DatabaseLock.Take(
                PosixFileSystem.Instance,
                Path.Combine(_home.Path, "databases", "people")
            )
        );
    }

    [Fact]
    public async Task Publishing_what_is_not_there_is_refused_by_name()
    {
        await using var server = await StartAsync();
        await using var admin = await AdminClient.TryConnectAsync(
            _home.Path,
            TestContext.Current.CancellationToken
        );

        var error = await Assert.ThrowsAsync<AdminException>(async () =>
            await admin!.DatabasePublishedAsync("nowhere", TestContext.Current.CancellationToken)
        );

        Assert.Equal("Database does not exist. Database name: 'nowhere'.", error.Message);
    }

    [Fact]
    public async Task A_damaged_database_is_told_and_the_others_go_on()
    {
        SampleDatabase.Create(_home.Path, "people");
        string manifest = Path.Combine(_home.Path, "databases", "people", "MANIFEST");
        byte[] bytes = await File.ReadAllBytesAsync(
            manifest,
            TestContext.Current.CancellationToken
        );
        byte[] damaged = [.. bytes];
        damaged[damaged.Length / 2] ^= 0xFF;
        await File.WriteAllBytesAsync(manifest, damaged, TestContext.Current.CancellationToken);
        await using var server = await StartAsync();

        var refused = await CountAsync(server, "people");
        Assert.Contains(
            "Neo.TransientError.General.DatabaseUnavailable",
            refused.Body,
            StringComparison.Ordinal
        );
        Assert.Contains("MANIFEST", refused.Body, StringComparison.Ordinal);
        Assert.Contains(
            "\"row\":[0]",
            (await CountAsync(server, "neo4j")).Body,
            StringComparison.Ordinal
        );

        await File.WriteAllBytesAsync(manifest, bytes, TestContext.Current.CancellationToken);
        Assert.Contains(
            "\"row\":[2]",
            (await CountAsync(server, "people")).Body,
            StringComparison.Ordinal
        );
    }

    public void Dispose() => _home.Dispose();

    private Task<QuiverServer> StartAsync() =>
        QuiverServer.StartAsync(_home.Options, TestContext.Current.CancellationToken);

    private static async Task<(HttpStatusCode Status, string Body)> CountAsync(
        QuiverServer server,
        string database
    )
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes("neo4j:secret-password"))
        );
        using var content = new StringContent(
            """{"statements":[{"statement":"MATCH (n) RETURN count(n) AS n"}]}""",
            Encoding.UTF8,
            "application/json"
        );
        using var response = await client.PostAsync(
            new Uri($"http://{server.HttpEndPoint}/db/{database}/tx/commit"),
            content
        );
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
