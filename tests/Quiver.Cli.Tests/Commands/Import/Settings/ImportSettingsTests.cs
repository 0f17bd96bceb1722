using System.Runtime.Versioning;
using Quiver.Cli.Commands.Import.Settings;
using Quiver.Foundation.IO;

namespace Quiver.Cli.Tests.Commands.Import.Settings;

[SupportedOSPlatform("linux")]
public sealed class ImportSettingsTests : IDisposable
{
    private const string Nodes = "--nodes=~/a.csv ";

    private static readonly string[] InOrder =
    [
        "home/conf/neo4j.conf",
        "home/conf/quiver.conf",
        "home/conf/neo4j-admin.conf",
        "home/conf/neo4j-admin-database-import.conf",
        "additional.conf",
    ];

    private readonly ImportLine _line = new ImportLine().Files("a.csv");

    public void Dispose() => _line.Dispose();

    [Fact]
    public void Each_file_wins_over_those_before_it()
    {
        foreach (string file in InOrder)
        {
            _line.Write(file, $"db.temporal.timezone={file}\n");
            string more = file == InOrder[^1] ? "--additional-config=~/" + file : "";
            Assert.Equal(file, _line.Options(Nodes + more).DefaultTimeZone);
        }
    }

    [Fact]
    public void NEO4J_CONF_names_the_folder_of_the_files()
    {
        _line.Write("home/conf/neo4j.conf", "db.temporal.timezone=Here");
        _line.Write("etc/neo4j.conf", "db.temporal.timezone=There");
        _line.Variables["NEO4J_CONF"] = Path.Join(_line.Folder, "etc");
        Assert.Equal("There", _line.Options(Nodes).DefaultTimeZone);
    }

    [Theory]
    [InlineData("server.directories.data=/mnt/big", "/mnt/big/databases/neo4j")]
    [InlineData("dbms.directories.data=big", "~/home/big/databases/neo4j")]
    [InlineData(
        "dbms.directories.data=old\nserver.directories.data=new",
        "~/home/new/databases/neo4j"
    )]
    [InlineData(
        "dbms.directories.neo4j_home=/opt\nserver.directories.data=d",
        "/opt/d/databases/neo4j"
    )]
    [InlineData("#server.directories.data=/mnt/big", "~/home/databases/neo4j")]
    public void The_data_directory_is_where_the_configuration_says(string text, string directory)
    {
        _line.Write("home/conf/neo4j.conf", text);
        Assert.Equal(
            directory.Replace("~", _line.Folder, StringComparison.Ordinal),
            _line.Options(Nodes).DatabaseDirectory
        );
    }

    [Fact]
    public void The_logs_directory_is_where_the_configuration_says()
    {
        _line.Write("home/conf/neo4j.conf", "server.directories.logs=/var/log/graph");
        Assert.StartsWith(
            "/var/log/graph/neo4j-admin-import-",
            _line.Options(Nodes).LogDirectory,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Keys_of_the_Java_machine_are_said_to_have_no_effect_and_others_are_left_alone()
    {
        _line.Write(
            "home/conf/neo4j.conf",
            "server.jvm.additional=-X\nserver.jvm.additional=-Y\ndb.format=aligned\ndbms.record_format=high_limit\ndbms.security.auth_enabled=false\nserver.bolt.enabled=$(evil)\nno line\n"
        );
        string note = Assert.Single(_line.Read(Nodes).Notes);
        Assert.EndsWith(
            "neo4j.conf: server.jvm.additional, db.format, dbms.record_format has no effect here.",
            note,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Lines_may_go_on_and_have_blanks_and_comments()
    {
        string path = _line.Write(
            "x.conf",
            "\uFEFF # a\n! b\n  k.one =  v=1 \r\nk.two = a\\\n   b\n"
        );
        var file = SettingsFile.Read(PosixFileSystem.Instance, path);
        Assert.Equal("v=1", file.Find("k.one")?.Value);
        Assert.Equal("ab", file.Find("k.two")?.Value);
        Assert.Equal(path + ":4", file.Find("k.two")?.Place);
    }

    [Fact]
    public void A_command_runs_only_when_it_is_allowed()
    {
        string ran = Path.Join(_line.Folder, "ran");
        Config($"db.temporal.timezone=$(touch {ran}; echo Europe/Berlin)");
        Assert.Contains("--expand-commands", _line.Refuse(Nodes), StringComparison.Ordinal);
        Assert.False(File.Exists(ran));
        Assert.Equal("Europe/Berlin", _line.Options(Nodes + "--expand-commands").DefaultTimeZone);
        Assert.True(File.Exists(ran));
    }

    [Fact]
    public void A_command_that_fails_or_prints_without_end_is_refused()
    {
        Config("db.temporal.timezone=$(exit 3)");
        Assert.Contains("exit code 3", Expanded(), StringComparison.Ordinal);
        Config("db.temporal.timezone=$(yes)");
        Assert.Contains("more than", Expanded(), StringComparison.Ordinal);

        string Expanded() => _line.Refuse(Nodes + "--expand-commands");
    }

    [Fact]
    public void A_command_in_a_file_that_others_may_write_does_not_run()
    {
        string path = Config("db.temporal.timezone=$(echo UTC)");
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherWrite);
        Assert.Contains(
            "chmod",
            _line.Refuse(Nodes + "--expand-commands"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_command_runs_once()
    {
        string runs = Path.Join(_line.Folder, "runs");
        Config($"server.directories.data=$(echo x >> {runs}; echo {_line.Folder}/data)");
        _line.Read(Nodes + "--expand-commands");
        Assert.Single(File.ReadAllLines(runs));
    }

    [Fact]
    public void All_that_is_wrong_with_the_files_is_said_at_once_and_no_database_is_looked_at()
    {
        Config("db.temporal.timezone=$(exit 3)\nserver.directories.data=$(exit 4)");
        var options = _line.Options(Nodes + "--expand-commands --additional-config=~/no.conf");
        Assert.Equal(3, options.Problems.Count);
        Assert.False(options.IsDatabaseKnown);
    }

    [Fact]
    public void A_huge_file_is_refused_and_a_missing_additional_one_too()
    {
        _line.Write("home/conf/neo4j.conf", new string('#', (1 << 20) + 1));
        Assert.Contains("longer than 1 MiB", _line.Refuse(Nodes), StringComparison.Ordinal);
        Assert.Contains(
            "no.conf",
            _line.Refuse(Nodes + "--additional-config=~/no.conf"),
            StringComparison.Ordinal
        );
    }

    private string Config(string text)
    {
        string path = _line.Write("home/conf/neo4j.conf", text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
