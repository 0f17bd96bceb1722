namespace Quiver.Cli.Tests;

public sealed class CommandRouterTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("quiver-cli-");
    private readonly TestWorld _world = new();

    public CommandRouterTests()
    {
        _world.Variables["QUIVER_HOME"] = _home.FullName;
    }

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task Every_command_has_a_help_text_with_an_example()
    {
        foreach (var command in CommandRouter.Commands)
        {
            var world = new TestWorld();
            Assert.Equal(
                ExitCode.Success,
                await world.RunAsync([.. command.Name.Split(' '), "--help"])
            );
            Assert.Contains(
                "Usage: quiver " + command.Name,
                world.Output.ToString(),
                StringComparison.Ordinal
            );
            Assert.Contains("Example", world.Output.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("database info --home=")]
    [InlineData("database restore --from-path= x")]
    [InlineData("database backup --to-path= x")]
    [InlineData("database verify-backup ")]
    public async Task A_value_that_is_empty_is_a_wrong_command_line(string line)
    {
        Assert.Equal(ExitCode.Usage, await _world.RunAsync(line.Split(' ')));
        Assert.Contains("needs a", _world.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("databse info x", "database")]
    [InlineData("database inof x", "database info")]
    [InlineData("sreve", "serve")]
    [InlineData("--verison", "--version")]
    [InlineData("help sreve", "serve")]
    public async Task A_mistyped_command_is_refused_with_the_nearest(string line, string nearest)
    {
        Assert.Equal(ExitCode.Usage, await _world.RunAsync(line.Split(' ')));
        Assert.Contains(
            $"Did you mean 'quiver {nearest}'?",
            _world.Error.ToString(),
            StringComparison.Ordinal
        );
        Assert.Empty(_world.Output.ToString());
    }

    [Theory]
    [InlineData("@")]
    [InlineData("--f=")]
    public async Task A_report_is_not_written_over_the_file_of_the_arguments(string prefix)
    {
        string file = Path.Join(_home.FullName, "arguments");
        string nodes = Path.Join(_home.FullName, "nodes.csv");
        await File.WriteAllTextAsync(nodes, "id:ID\n1\n1\n");
        string arguments = $"--nodes={nodes} --skip-duplicate-nodes --report-file={file}";
        await File.WriteAllTextAsync(file, arguments);
        Assert.Equal(ExitCode.Usage, await _world.RunAsync("import", prefix + file));
        Assert.Contains("would overwrite", _world.Error.ToString(), StringComparison.Ordinal);
        Assert.Equal(arguments, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Errors_give_a_terminal_no_orders()
    {
        await _world.RunAsync("database", "info", "x\u001b[2J");
        Assert.Contains("x\\u001B[2J", _world.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', _world.Error.ToString());
    }

    [Fact]
    public async Task The_help_of_incremental_imports_says_what_their_options_do_there()
    {
        await _world.RunAsync("database", "import", "incremental", "--help");
        string help = string.Join(
            ' ',
            _world.Output.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Contains("--id-type=<string|integer> ", help, StringComparison.Ordinal);
        Assert.Contains("second rows about a node", help, StringComparison.Ordinal);
        Assert.DoesNotContain("--dry-run", help, StringComparison.Ordinal);
        Assert.DoesNotContain("graph.db", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_a_command_asks_for_the_rest()
    {
        Assert.Equal(ExitCode.Usage, await _world.RunAsync("database"));
        Assert.Contains("needs another word", _world.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("database info ", _world.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("database --help", "database check ", "  serve ")]
    [InlineData("help database", "database check ", "  serve ")]
    [InlineData("database -h", "database check ", "  serve ")]
    [InlineData("help", "  serve ", "Input:")]
    [InlineData("help serve", "Usage: quiver serve ", "database check")]
    [InlineData("help database import", "Usage: quiver database import ", "database check")]
    public async Task Help_is_of_what_is_asked_for(string line, string shown, string notShown)
    {
        Assert.Equal(ExitCode.Success, await _world.RunAsync(line.Split(' ')));
        string help = _world.Output.ToString();
        Assert.Contains(shown, help, StringComparison.Ordinal);
        Assert.DoesNotContain(notShown, help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_database_is_named_with_the_nearest()
    {
        await ImportAsync("people");
        Assert.Equal(ExitCode.Failed, await _world.RunAsync("database", "info", "poeple"));
        Assert.Contains(
            "Did you mean 'people'?",
            _world.Error.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_import_is_counted_checked_and_not_overwritten_by_accident()
    {
        Assert.Equal(ExitCode.Success, await ImportAsync("people"));
        Assert.Contains("IMPORT DONE in ", _world.Output.ToString(), StringComparison.Ordinal);
        Assert.Contains("  2 nodes", _world.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await _world.RunAsync("database", "info", "people"));
        Assert.Contains(":Person", _world.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await _world.RunAsync("database", "check", "people"));
        Assert.Contains("No damage found.", _world.Output.ToString(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await ImportAsync("people"));
        Assert.Contains(
            "--overwrite-destination",
            _world.Error.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(ExitCode.Success, await ImportAsync("people", "--overwrite-destination"));
    }

    [Fact]
    public async Task An_import_prints_what_scripts_look_for_in_the_order_of_neo4j()
    {
        Assert.Equal(ExitCode.Success, await ImportAsync("people"));
        string output = _world.Output.ToString();
        int at = 0;
        foreach (
            string part in (string[])
                [
                    "quiver ",
                    "Importing the contents of these files into ",
                    "Nodes:",
                    ":Person",
                    "people.csv",
                    "Available resources:",
                    "  Total machine memory: ",
                    "  Max worker threads: ",
                    "Import starting ",
                    "  Estimated number of nodes: 2",
                    "(1/4) Node import",
                    "(1/4) Node import COMPLETED in ",
                    "(2/4) Relationship import",
                    "(2/4) Relationship import COMPLETED in ",
                    "(3/4) Relationship linking",
                    "(3/4) Relationship linking COMPLETED in ",
                    "(4/4) Post processing",
                    "(4/4) Post processing COMPLETED in ",
                    "IMPORT DONE in ",
                    "Imported:",
                    "  2 nodes",
                    "  0 relationships",
                    "  4 properties",
                    "Peak memory usage: ",
                ]
        )
        {
            int next = output.IndexOf(part, at, StringComparison.Ordinal);
            Assert.True(next >= 0, $"'{part}' is not in the rest: {output[at..]}");
            at = next + part.Length;
        }
        Assert.Empty(_world.Error.ToString());
    }

    [Fact]
    public async Task Missing_nodes_and_missing_files_are_refused()
    {
        Assert.Equal(ExitCode.Usage, await _world.RunAsync("database", "import", "full", "x12"));
        Assert.Contains(
            "Missing required option: '--nodes'",
            _world.Error.ToString(),
            StringComparison.Ordinal
        );
        int code = await _world.RunAsync(
            "database",
            "import",
            "full",
            "x12",
            "--nodes=nowhere.csv"
        );
        Assert.NotEqual(ExitCode.Success, code);
        Assert.Contains("nowhere.csv", _world.Error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Join(_home.FullName, "databases", "x12", "store")));
    }

    [Theory]
    [InlineData("database import db1 --nodes={0}", "db1")]
    [InlineData("database import --nodes={0} db1", "db1")]
    [InlineData("import --database=db1 --nodes={0}", "db1")]
    [InlineData("import --mode=csv --nodes:A={0}", "graph.db")]
    [InlineData("import --nodes=A={0}", "neo4j")]
    public async Task A_full_import_needs_no_mode(string line, string database)
    {
        string people = Path.Join(_home.FullName, "people.csv");
        await File.WriteAllTextAsync(people, "id:ID,name\n1,Ada\n");
        string[] words = line.Replace("{0}", people, StringComparison.Ordinal).Split(' ');
        Assert.Equal(ExitCode.Success, await _world.RunAsync(words));
        Assert.True(Directory.Exists(Path.Join(_home.FullName, "databases", database, "store")));
    }

    [Theory]
    [InlineData("database import incremental db1 --force --stage=some", "prepare (1), build (2)")]
    [InlineData("database import incremental db1 --stage=2 --nodes=a.csv --resume", "--resume")]
    [InlineData("database import ful --nodes=a.csv", "quiver database import full")]
    [InlineData("database import full --nodes=a.csv --frmat=x", "--format")]
    [InlineData(
        "database import full db1 --relationships=a.csv",
        "Missing required option: '--nodes'"
    )]
    public async Task An_import_that_is_not_there_is_refused(string line, string message)
    {
        Assert.Equal(ExitCode.Usage, await _world.RunAsync(line.Split(' ')));
        Assert.Contains(message, _world.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_schema_file_is_an_error_of_input_and_output()
    {
        Assert.Equal(ExitCode.InputOutput, await ImportAsync("people", "--schema='/nowhere/s'"));
        Assert.Contains("/nowhere/s", _world.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_neo4j_is_left_alone()
    {
        string folder = Path.Join(_home.FullName, "databases", "people");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Join(folder, "neostore"), "");
        Assert.Equal(ExitCode.Usage, await ImportAsync("people", "--overwrite-destination"));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task Help_names_the_options_without_effect_and_every_alias()
    {
        await _world.RunAsync("database", "import", "full", "--help");
        string help = _world.Output.ToString();
        foreach (string name in new[] { "--processors", "--max-memory", "--format", "--high-io" })
        {
            Assert.Contains(name, help, StringComparison.Ordinal);
        }
        Assert.All(help.Split('\n'), line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public async Task Causes_are_listed_with_verbose_only()
    {
        string broken = Path.Join(_home.FullName, "latin.conf");
        await File.WriteAllBytesAsync(broken, [0xFF, 0xFE, 0xFA]);
        await ImportAsync("people", "--additional-config=" + broken);
        Assert.DoesNotContain("Caused by", _world.Error.ToString(), StringComparison.Ordinal);
        await ImportAsync("people", "--additional-config=" + broken, "\u2013verbose");
        Assert.Contains(
            "Caused by DecoderFallbackException",
            _world.Error.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failed_first_import_leaves_no_folder()
    {
        string broken = Path.Join(_home.FullName, "broken.csv");
        await File.WriteAllTextAsync(broken, "id:ID,age:int\n1,7\n2,old\n");
        int code = await _world.RunAsync("database", "import", "full", "x12", $"--nodes={broken}");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("broken.csv:3", _world.Error.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Join(_home.FullName, "databases", "x12")));
    }

    [Fact]
    public async Task Serving_without_saying_who_may_connect_is_refused()
    {
        Assert.Equal(ExitCode.Usage, await _world.RunAsync("serve"));
        Assert.Contains("--auth", _world.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shell_without_a_server_says_so()
    {
        Assert.Equal(
            ExitCode.InputOutput,
            await _world.RunAsync("shell", "-a", "127.0.0.1:1", "RETURN 1")
        );
        Assert.Contains("quiver serve", _world.Error.ToString(), StringComparison.Ordinal);
    }

    private async Task<int> ImportAsync(string database, params string[] further)
    {
        string people = Path.Join(_home.FullName, "people.csv");
        await File.WriteAllTextAsync(people, "id:ID,name\n1,Ada\n2,Emil\n");
        return await _world.RunAsync([
            "database",
            "import",
            "full",
            database,
            $"--nodes=Person={people}",
            .. further,
        ]);
    }
}
