using Quiver.Cli.CommandLine;
using Quiver.Cli.Commands;
using Quiver.Server;
using Quiver.Server.Tls;

namespace Quiver.Cli.Tests.Commands.Settings;

/// <summary>What a server takes from configuration files, and which of several wins.</summary>
public sealed class ServerSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-settings-");

    private readonly Dictionary<string, string> _variables = [];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Without_files_the_defaults_hold()
    {
        var options = Read("--auth=none");

        Assert.Equal("localhost:7687", options.BoltListen?.ToString());
        Assert.Equal("localhost:7474", options.HttpListen?.ToString());
        Assert.Equal("neo4j", options.Engine.DefaultDatabase);
        Assert.Equal(Path.Join(_folder.FullName, "home"), options.Engine.Home);
        Assert.Equal(TimeSpan.Zero, options.Engine.TransactionTimeout);
        Assert.Equal(TimeSpan.Zero, options.Engine.LockTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), options.Engine.BookmarkTimeout);
        Assert.Equal(1L << 30, options.Engine.QueryMemoryLimitBytes);
    }

    [Fact]
    public void Encryption_is_set_as_in_Neo4j()
    {
        Write(
            "neo4j.conf",
            """
            server.bolt.tls_level=OPTIONAL
            dbms.ssl.policy.bolt.enabled=true
            dbms.ssl.policy.bolt.base_directory=certs
            dbms.ssl.policy.bolt.private_key_password=secret
            dbms.ssl.policy.https.enabled=true
            dbms.ssl.policy.https.public_certificate=server.pem
            server.https.enabled=true
            server.http.enabled=false
            """
        );

        var options = Read("--auth=none");

        string home = Path.Join(_folder.FullName, "home");
        Assert.Equal(TlsLevel.Optional, options.BoltTls);
        Assert.Equal(Path.Join(home, "certs/public.crt"), options.BoltIdentity?.CertificateFile);
        Assert.Equal(Path.Join(home, "certs/private.key"), options.BoltIdentity?.KeyFile);
        Assert.Equal("secret", options.BoltIdentity?.KeyPassword);
        Assert.Equal(
            Path.Join(home, "certificates/https/server.pem"),
            options.HttpsIdentity?.CertificateFile
        );
        Assert.Equal("localhost:7473", options.HttpsListen?.ToString());
        Assert.Null(options.HttpListen);
    }

    [Theory]
    [InlineData("dbms.ssl.policy.bolt.enabled=true\ndbms.ssl.policy.bolt.client_auth=REQUIRE")]
    [InlineData("server.bolt.tls_level=sometimes")]
    public void Encryption_that_is_not_there_is_refused(string settings)
    {
        Write("neo4j.conf", settings);
        Assert.Throws<CommandException>(() => Read("--auth=none"));
    }

    [Fact]
    public void Files_set_what_the_command_line_does_not_say()
    {
        Write(
            "neo4j.conf",
            """
            server.default_listen_address=0.0.0.0
            server.bolt.listen_address=:9000
            initial.dbms.default_database=Movies
            dbms.security.auth_enabled=false
            server.directories.data=big
            db.transaction.timeout=1h30m
            db.lock.acquisition.timeout=500ms
            db.memory.transaction.max=512m
            dbms.memory.transaction.total.max=2g
            db.transaction.bookmark_ready_timeout=7
            """
        );

        var options = Read();

        Assert.Equal("0.0.0.0:9000", options.BoltListen?.ToString());
        Assert.Equal("0.0.0.0:7474", options.HttpListen?.ToString());
        Assert.Equal("movies", options.Engine.DefaultDatabase);
        Assert.Null(options.Engine.Credentials);
        Assert.Equal(Path.Join(_folder.FullName, "home", "big"), options.Engine.Home);
        Assert.Equal(TimeSpan.FromMinutes(90), options.Engine.TransactionTimeout);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.Engine.LockTimeout);
        Assert.Equal(TimeSpan.FromSeconds(7), options.Engine.BookmarkTimeout);
        Assert.Equal(512L << 20, options.Engine.QueryMemoryLimitBytes);
        Assert.Equal(2L << 30, options.Engine.TotalQueryMemoryLimitBytes);
    }

    [Fact]
    public void The_command_line_wins_over_quiver_conf_and_that_over_neo4j_conf()
    {
        Write("neo4j.conf", "dbms.default_database=one\ndb.transaction.timeout=1s");
        Write("quiver.conf", "initial.dbms.default_database=two");

        Assert.Equal("two", Read("--auth=none").Engine.DefaultDatabase);
        Assert.Equal(TimeSpan.FromSeconds(1), Read("--auth=none").Engine.TransactionTimeout);
        Assert.Equal(
            "three",
            Read("--auth=none", "--default-database=three").Engine.DefaultDatabase
        );
        _variables["NEO4J_CONF"] = _folder.FullName;
        Assert.Equal("neo4j", Read("--auth=none").Engine.DefaultDatabase);
    }

    [Theory]
    [InlineData("db.transaction.timeout=soon")]
    [InlineData("db.transaction.timeout=5x")]
    [InlineData("db.transaction.timeout=2147483647d")]
    [InlineData("db.lock.acquisition.timeout=-1s")]
    [InlineData("dbms.security.auth_enabled=maybe")]
    [InlineData("db.memory.transaction.max=much")]
    [InlineData("initial.dbms.default_database=$(echo neo4j)")]
    public void A_value_that_cannot_be_meant_is_refused_with_its_place(string line)
    {
        string path = Write("quiver.conf", "# a comment\n" + line);

        var error = Assert.Throws<CommandException>(() => Read("--auth=none"));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains($"{path}:2: ", error.Message, StringComparison.Ordinal);
    }

    private ServerOptions Read(params string[] arguments)
    {
        _variables["QUIVER_HOME"] = Path.Join(_folder.FullName, "home");
        var context = new CommandContext
        {
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            Input = TextReader.Null,
            Environment = name => _variables.GetValueOrDefault(name),
        };
        return ServeOptions.Read(ArgumentParser.Parse(ServeCommand.Definition, arguments), context);
    }

    private string Write(string name, string text)
    {
        string path = Path.Join(_folder.FullName, "home", "conf", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
