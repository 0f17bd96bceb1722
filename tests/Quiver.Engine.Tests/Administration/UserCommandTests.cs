using Quiver.Engine.Security;
using Quiver.Model.Status;
using Quiver.Storage.Catalog;

namespace Quiver.Engine.Tests.Administration;

public sealed class UserCommandTests
{
    private static readonly AuthToken Root = AuthToken.Basic("admin", "admin");

    [Fact]
    public async Task A_user_comes_in_with_the_password_and_may_read_until_given_more()
    {
        await using var home = Protected();
        var root = new SystemClient(home.Engine, Root);
        await root.RunAsync(
            "CREATE USER ada SET PASSWORD $password CHANGE NOT REQUIRED",
            ("password", "secret-word")
        );
        Assert.Equal(1, root.Summary.Counters.SystemUpdates);
        var ada = new SystemClient(home.Engine, AuthToken.Basic("ada", "secret-word"));
        Assert.Equal(["2"], await ada.RunAsync("MATCH (n) RETURN count(n) AS n"));
        Assert.Equal(
            "ClientError.Security.Forbidden: Administration commands are not allowed for user 'ada' with roles [reader].",
            await ada.ErrorAsync("CREATE DATABASE one")
        );
        Assert.StartsWith(
            "ClientError.Security.Forbidden: ",
            await ada.ErrorAsync("SHOW USERS"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["'ada', ['reader'], false, false, null"],
            await ada.RunAsync("SHOW CURRENT USER")
        );

        Assert.Equal(
            "ClientError.Security.Forbidden: Write operations are not allowed for user 'ada' with roles [reader].",
            await ada.ErrorAsync("CREATE (:Person)")
        );
        await root.RunAsync("GRANT ROLE editor TO ada");
        await ada.RunAsync("CREATE (:Person)");
        Assert.StartsWith(
            "ClientError.Security.Forbidden: ",
            await ada.ErrorAsync("STOP DATABASE neo4j"),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "ClientError.Security.Forbidden: Administration commands are not allowed for user 'ada' with roles [reader, editor].",
            await ada.ErrorAsync("CALL db.checkpoint()")
        );

        await root.RunAsync("GRANT ROLE admin TO ada");

        await ada.RunAsync("CREATE DATABASE one");
        await root.RunAsync("REVOKE ROLE admin, editor, reader FROM ada");
        Assert.Equal(3, root.Summary.Counters.SystemUpdates);
        Assert.Equal(
            "ClientError.Security.Forbidden: Read operations are not allowed for user 'ada' with roles [].",
            await ada.ErrorAsync("RETURN 1")
        );
        await root.RunAsync("DROP USER ada");
        Assert.StartsWith(
            "ClientError.Security.Forbidden: User 'ada' does not exist",
            await ada.ErrorAsync("RETURN 1"),
            StringComparison.Ordinal
        );
        Assert.Throws<CypherException>(() =>
            home.Engine.Authenticate(AuthToken.Basic("ada", "secret-word"))
        );
    }

    [Fact]
    public async Task Users_change_their_password_and_the_old_one_is_worth_nothing_at_once()
    {
        await using var home = Protected();
        var root = new SystemClient(home.Engine, Root);
        await root.RunAsync("CREATE USER ada SET PASSWORD 'first-word'");
        var ada = new SystemClient(home.Engine, AuthToken.Basic("ada", "first-word"));
        Assert.StartsWith(
            "ClientError.Security.CredentialsExpired: ",
            await ada.ErrorAsync("RETURN 1"),
            StringComparison.Ordinal
        );
        const string Change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new";
        Assert.Contains(
            "Invalid principal",
            await ada.ErrorAsync(Change, ("old", "wrong"), ("new", "second-word")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "cannot be the same",
            await ada.ErrorAsync(Change, ("old", "first-word"), ("new", "first-word")),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "at least 8",
            await ada.ErrorAsync(Change, ("old", "first-word"), ("new", "short")),
            StringComparison.Ordinal
        );
        await ada.RunAsync(Change, ("old", "first-word"), ("new", "second-word"));
        Assert.Equal(["1"], await ada.RunAsync("RETURN 1 AS x"));
        Assert.Throws<CypherException>(() =>
            home.Engine.Authenticate(AuthToken.Basic("ada", "first-word"))
        );
        home.Engine.Authenticate(AuthToken.Basic("ada", "second-word"));
    }

    [Fact]
    public async Task The_configured_password_is_changed_for_good_until_the_configuration_says_another()
    {
        await using var home = Protected();
        await new SystemClient(home.Engine, Root).RunAsync(
            "ALTER CURRENT USER SET PASSWORD FROM 'admin' TO 'first-word'"
        );
        var root = AuthToken.Basic("admin", "first-word");
        AssertRefused(home.Engine, Root);
        await new SystemClient(home.Engine, root).RunAsync(
            "ALTER USER admin SET PASSWORD 'second-word'"
        );
        AssertRefused(home.Engine, root);
        root = AuthToken.Basic("admin", "second-word");

        await using (var same = home.Reopen())
        {
            AssertRefused(same, Root);
            var client = new SystemClient(same, root);
            Assert.Equal(
                ["'admin', ['admin'], false, false, null"],
                await client.RunAsync("SHOW USERS")
            );
            Assert.True(same.IsStartPasswordChanged);
        }
        await using (var other = home.Reopen(With("admin", "third-word")))
        {
            AssertRefused(other, root);
            Assert.False(other.IsStartPasswordChanged);
            var third = new SystemClient(other, AuthToken.Basic("admin", "third-word"));
            await third.RunAsync("CREATE USER ada SET PASSWORD 'ada-secret' CHANGE NOT REQUIRED");
        }
        await using var unknown = home.Reopen(With("boss", "third-word"));
        AssertRefused(unknown, root);
        AssertRefused(unknown, Root);
        Assert.Equal(
            ["'ada'", "'boss'"],
            await new SystemClient(unknown, AuthToken.Basic("boss", "third-word")).RunAsync(
                "SHOW USERS YIELD user"
            )
        );
    }

    [Fact]
    public async Task Tokens_of_the_configured_account_are_void_with_its_old_password()
    {
        await using var home = Protected();
        var principal = home.Engine.Authenticate(Root);
        var token = new AuthToken("bearer", "", home.Engine.IssueToken(principal).Text);
        home.Engine.Authenticate(token);
        await new SystemClient(home.Engine, Root).RunAsync(
            "ALTER USER admin SET PASSWORD 'other-word'"
        );
        AssertRefused(home.Engine, token);
    }

    [Fact]
    public async Task Users_outlive_a_restart_and_the_file_holds_no_password()
    {
        await using var home = Protected();
        var root = new SystemClient(home.Engine, Root);
        await root.RunAsync(
            "CREATE USER ada SET PASSWORD 'kept-secret' CHANGE NOT REQUIRED SET HOME DATABASE neo4j"
        );
        await root.RunAsync("CREATE USER bob SET PASSWORD 'kept-secret' SET STATUS SUSPENDED");
        await root.RunAsync("RENAME USER ada TO lovelace");

        await using var again = home.Reopen();

        again.Authenticate(AuthToken.Basic("lovelace", "kept-secret"));
        Assert.Throws<CypherException>(() =>
            again.Authenticate(AuthToken.Basic("bob", "kept-secret"))
        );
        Assert.Equal(
            [
                "'admin', ['admin'], false, false, null",
                "'bob', ['reader'], true, true, null",
                "'lovelace', ['reader'], false, false, 'neo4j'",
            ],
            await new SystemClient(again, Root).RunAsync("SHOW USERS")
        );
        Assert.Equal(
            ["'bob', 'native', {password: '***', changeRequired: true}"],
            await new SystemClient(again, Root).RunAsync(
                "SHOW USERS WITH AUTH YIELD user, provider, auth WHERE user = 'bob'"
            )
        );
        string folder = Path.Combine(home.Path, "databases", "system");
        foreach (
            string file in Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(static file => Path.GetFileName(file) != DatabaseLock.FileName)
        )
        {
            string text = System.Text.Encoding.Latin1.GetString(await ReadAsync(file));
            Assert.DoesNotContain("kept-secret", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ALTER USER admin SET STATUS SUSPENDED", "--auth")]
    [InlineData("ALTER USER admin SET PASSWORD 'other-word' SET HOME DATABASE neo4j", "--auth")]
    [InlineData("GRANT ROLE reader TO admin", "--auth")]
    [InlineData("CREATE OR REPLACE USER admin SET PASSWORD 'other-word'", "--auth")]
    [InlineData("DROP USER admin", "--auth")]
    [InlineData("CREATE USER ada SET PASSWORD 'short'", "at least 8")]
    [InlineData("CREATE USER `a b` SET PASSWORD 'long-enough'", "illegal characters")]
    [InlineData("CREATE USER ada SET ENCRYPTED PASSWORD 'x'", "Incorrect format")]
    [InlineData("ALTER USER nobody SET STATUS ACTIVE", "User does not exist")]
    [InlineData("GRANT ROLE king TO admin", "Role 'king' does not exist")]
    public async Task What_cannot_be_done_says_why(string command, string why)
    {
        await using var home = Protected();
        var root = new SystemClient(home.Engine, Root);
        Assert.Contains(why, await root.ErrorAsync(command), StringComparison.Ordinal);
        Assert.Single(await root.RunAsync("SHOW USERS"));
    }

    private static EngineHome Protected() => new(With("admin", "admin"));

    private static Func<EngineOptions, EngineOptions> With(string user, string password) =>
        options => options with { Credentials = new PasswordCredentials(user, password) };

    private static void AssertRefused(QuiverEngine engine, AuthToken token)
    {
        var error = Assert.Throws<CypherException>(() => engine.Authenticate(token));
        Assert.Equal("Neo.ClientError.Security.Unauthorized", error.Status.Code);
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite
        );
        var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }
}
