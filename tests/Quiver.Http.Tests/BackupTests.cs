using System.Security.Cryptography;
using System.Text.Json;
using Quiver.Http.Tests.Requests;

namespace Quiver.Http.Tests;

/// <summary>Backups asked for over HTTP.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task Without_a_body_all_databases_are_backed_up_into_a_file_of_its_own()
    {
        await using var server = await HttpServer.StartAsync();

        var first = await AskAsync(server, "");
        var second = await AskAsync(server, "{}");

        string path = first.GetProperty("path").GetString()!;
        Assert.Equal(Path.Join(server.Home, "backups"), Path.GetDirectoryName(path));
        Assert.NotEqual(path, second.GetProperty("path").GetString());
        Assert.Equal(new FileInfo(path).Length, first.GetProperty("size").GetInt64());
        Assert.Equal(
            "sha256:" + Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
            first.GetProperty("checksum").GetString()
        );
        Assert.Equal(
            ["neo4j", "system"],
            first
                .GetProperty("databases")
                .EnumerateArray()
                .Select(database => database.GetProperty("name").GetString())
        );
        Assert.Equal(
            first.GetProperty("databases")[0].GetProperty("position").GetString(),
            first.GetProperty("position").GetProperty("neo4j").GetString()
        );
        Assert.DoesNotContain(
            Directory.EnumerateFiles(Path.Join(server.Home, "backups")),
            name => name.EndsWith(".part", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_path_and_a_database_may_be_named()
    {
        await using var server = await HttpServer.StartAsync();

        var named = await AskAsync(server, """{"path":"nightly/one.qbackup","database":"NEO4J"}""");
        var folder = await AskAsync(server, """{"path":"nightly"}""");
        var absolute = await AskAsync(
            server,
            $$"""{"path":"{{server.Home}}/backups/two.qbackup"}"""
        );

        Assert.Equal(
            Path.Join(server.Home, "backups/nightly/one.qbackup"),
            named.GetProperty("path").GetString()
        );
        Assert.Equal(1, named.GetProperty("databases").GetArrayLength());
        Assert.Equal(
            Path.Join(server.Home, "backups/nightly"),
            Path.GetDirectoryName(folder.GetProperty("path").GetString())
        );
        Assert.True(File.Exists(absolute.GetProperty("path").GetString()));
    }

    [Theory]
    [InlineData("""{"path":"../escape.qbackup"}""", 400, "General.InvalidArguments")]
    [InlineData("""{"path":"a/../../escape"}""", 400, "General.InvalidArguments")]
    [InlineData("""{"path":"/tmp/escape.qbackup"}""", 400, "General.InvalidArguments")]
    [InlineData("""{"path":"link/escape.qbackup"}""", 400, "General.InvalidArguments")]
    [InlineData("""{"path":"link/new/escape.qbackup"}""", 400, "General.InvalidArguments")]
    [InlineData("""{"path":"taken"}""", 400, "General.InvalidArguments")]
    [InlineData("""{"path":1}""", 400, "Request.InvalidFormat")]
    [InlineData("""{"output":"x"}""", 400, "Request.InvalidFormat")]
    [InlineData("""{"path":""", 400, "Request.InvalidFormat")]
    [InlineData("""{"database":"nowhere"}""", 404, "Database.DatabaseNotFound")]
    public async Task What_leads_out_of_the_folder_or_is_no_request_changes_nothing(
        string body,
        int status,
        string code
    )
    {
        await using var server = await HttpServer.StartAsync();
        string folder = Directory.CreateDirectory(Path.Join(server.Home, "backups")).FullName;
        string outside = Directory.CreateDirectory(Path.Join(server.Home, "outside")).FullName;
        File.CreateSymbolicLink(Path.Join(folder, "link"), outside);
        File.WriteAllText(Path.Join(folder, "taken"), "mine");

        var answer = await server.AskAsync("POST /admin/backup", body);

        Assert.StartsWith($"HTTP/1.1 {status} ", answer.StatusLine, StringComparison.Ordinal);
        Assert.Contains($"Neo.ClientError.{code}\"", answer.Body, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
        Assert.Equal("mine", File.ReadAllText(Path.Join(folder, "taken")));
        Assert.Empty(Directory.EnumerateFiles(folder, "*.qbackup", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Only_an_administrator_may_ask()
    {
        await using var server = await HttpServer.StartAsync(requiresAuthentication: true);
        await server.RunAsAdminAsync(
            "CREATE USER reader SET PASSWORD 'reader-password' CHANGE NOT REQUIRED"
        );

        Assert.Contains(
            " 401 ",
            (await server.AskAsync("POST /admin/backup", "")).StatusLine,
            StringComparison.Ordinal
        );
        string token = await server.TokenAsync("reader", "reader-password");
        var refused = await server.AskAsync("POST /admin/backup", "", token);
        Assert.Contains(" 403 ", refused.StatusLine, StringComparison.Ordinal);
        Assert.Contains(
            "Neo.ClientError.Security.Forbidden",
            refused.Body,
            StringComparison.Ordinal
        );
        token = await server.TokenAsync(HttpServer.User, HttpServer.Password);
        var made = await server.AskAsync("POST /admin/backup", "", token);
        Assert.Contains(" 200 ", made.StatusLine, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> AskAsync(HttpServer server, string body)
    {
        var answer = await server.AskAsync("POST /admin/backup", body);
        Assert.Equal("HTTP/1.1 200 OK", answer.StatusLine);
        return JsonDocument.Parse(answer.Body).RootElement;
    }
}
