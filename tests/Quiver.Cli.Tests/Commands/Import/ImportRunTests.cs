namespace Quiver.Cli.Tests.Commands.Import;

/// <summary>Whole import commands, with what they print and their exit codes as neo4j-admin's users know them. <c>~</c> stands for the folder.</summary>
public sealed class ImportRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-run-");

    public ImportRunTests()
    {
        Write("people.csv", "id:ID,name\n1,Ada\n2,Bela\n");
        Write("knows.csv", ":START_ID,:END_ID\n1,2\n");
    }

    private string Home => Path.Join(_folder.FullName, "home");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("db1 --relationships=~/knows.csv")]
    [InlineData("--relationships=KNOWS=~/knows.csv -- db1")]
    [InlineData("db1")]
    public async Task Relationships_without_nodes_are_a_wrong_command_line(string line) =>
        Assert.Contains(
            "Missing required option: '--nodes'",
            await RefuseAsync(line, 64),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("--delimiter=\\bogus", "bogus")]
    [InlineData(
        "--array-delimiter=,",
        "',' is both the array delimiter and the delimiter; they must differ. The delimiter is ',' unless --delimiter names another."
    )]
    [InlineData(
        "--delimiter=;",
        "';' is both the array delimiter and the delimiter; they must differ. The array delimiter is ';' unless --array-delimiter names another, as in --array-delimiter='|'."
    )]
    [InlineData(
        "--quote=;",
        "';' is both the quote and the array delimiter; they must differ. The"
    )]
    [InlineData("--quote=,", "',' is both the quote and the delimiter; they must differ. The")]
    [InlineData(
        "--max-off-heap-memory=110%",
        "between 1 (inclusive) and 100 (exclusive), got 110."
    )]
    [InlineData("--threads=none", "--threads")]
    [InlineData("--unheard-of", "--unheard-of")]
    [InlineData("--relationships=s3://bucket/knows.csv", "s3://")]
    [InlineData("--relationships==~/knows.csv", "illegal position")]
    public async Task A_wrong_option_is_a_wrong_command_line_and_makes_no_folder(
        string option,
        string expected
    )
    {
        string said = await RefuseAsync("db1 --nodes=~/people.csv " + option, 64);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Join(Home, "databases", "db1")));
    }

    [Theory]
    [InlineData("--delimiter=;; --quote=;", "--delimiter: ", "';' is both the quote and")]
    [InlineData("--delimiter=;; --quote=,", "--delimiter: ")]
    [InlineData("--array-delimiter=;; --delimiter=;", "--array-delimiter: ", "people.csv:1:1: ")]
    public async Task A_character_that_is_none_hides_no_clash_of_others_and_clashes_with_none(
        string options,
        params string[] expected
    )
    {
        string said = await RefuseAsync("db1 --nodes=~/people.csv " + options, 64);
        string[] lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines = [.. lines.Where(line => !line.StartsWith("WARNING", StringComparison.Ordinal))];
        Assert.Equal(expected.Length, lines.Length);
        Assert.All(
            expected.Zip(lines),
            pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task An_invalid_name_of_a_database_is_a_wrong_command_line() =>
        Assert.Contains(
            "Invalid database name",
            await RefuseAsync("__x__ --nodes=~/people.csv", 64),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_pattern_that_matches_the_header_too_sorts_it_last_and_is_refused()
    {
        Write("movies4_header.csv", "movieId:ID,title");
        Write("movies4-part1.csv", "m1,Metropolis\n");
        Write("movies4-part2.csv", "m2,M\n");
        string said = await RefuseAsync("db1 --nodes=~/movies4.*", 70);
        Assert.Contains("movies4_header.csv", said, StringComparison.Ordinal);
        Assert.Contains("give that file first", said, StringComparison.Ordinal);
        await ImportAsync("db1 --nodes=~/movies4_header.csv,~/movies4-part.*");
    }

    [Theory]
    [InlineData("--delimiter=TAB")]
    [InlineData("--delimiter=\\t")]
    [InlineData("--delimiter=\\9")]
    [InlineData("--delimiter=U+0009")]
    public async Task Files_with_tabs_are_read_with_every_notation_of_a_tab(string option)
    {
        Write("tabs.csv", "id:ID\tname\n1\ta,b\n");
        string said = await ImportAsync($"db1 --nodes=~/tabs.csv {option}");
        Assert.Contains("  1 nodes", said, StringComparison.Ordinal);
        Assert.Contains("  2 properties", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("~", "--quote=\\126")]
    [InlineData("\u0001", "--quote=\u0001")]
    [InlineData("\u0001", "--quote=\\1")]
    public async Task Any_character_may_be_the_quote(string quote, string option)
    {
        Write("quoted.csv", $"id:ID,name\n{quote}1{quote},{quote}a,b{quote}{quote}{quote}\n");
        string said = await ImportAsync($"db1 --nodes=~/quoted.csv {option}");
        Assert.Contains("  2 properties", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--id-type=INTEGER", 1)]
    [InlineData("--id-type=integer", 1)]
    [InlineData("--id-type=Integer", 1)]
    [InlineData("--id-type=STRING", 2)]
    [InlineData("--id-type=string", 2)]
    [InlineData("", 2)]
    public async Task Types_of_identifiers_may_be_in_any_case(string option, int nodes)
    {
        // One number in two spellings, and two texts.
        Write("ids.csv", "id:ID\n7\n007\n");
        string said = await ImportAsync(
            $"db1 --nodes=~/ids.csv --skip-duplicate-nodes --report-file=/dev/null {option}"
        );
        Assert.Contains($"  {nodes} nodes", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_prints_the_overview_with_its_estimates_and_touches_nothing()
    {
        await ImportAsync("db1 --nodes=~/people.csv");
        Write("more.csv", "id:ID,n:int\n1,1\n2,\n3,3\n");
        string[] before = Contents();
        string said = await ImportAsync(
            "db1 --dry-run --overwrite-destination --nodes=N=~/more.csv --relationships=KNOWS=~/knows.csv --skip-bad-relationships"
        );
        Assert.Equal(before, Contents());
        foreach (
            string part in (string[])
                [
                    "Importing the contents of these files into ",
                    "more.csv",
                    "Available resources:",
                    "  Total machine memory: ",
                    "Property type of 'n' normalized from 'int' --> 'long' in ",
                    "  Estimated number of nodes: 3",
                    "  Estimated number of node properties: 5",
                    "  Estimated number of relationships: 1",
                    "  Estimated number of relationship properties: 0",
                    "  Estimated disk space usage: ",
                    "  Estimated required memory usage: ",
                ]
        )
        {
            Assert.Contains(part, said, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("Imported:", said, StringComparison.Ordinal);
        Assert.DoesNotContain("(1/4)", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_without_vectors_in_neo4j_takes_vectors_here()
    {
        Write("v.csv", "id:ID,v:vector{coordinateType:float,dimensions:2}\n1,1;2\n");
        string said = await ImportAsync("db1 --format=aligned --nodes=~/v.csv");
        Assert.Contains("  2 properties", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_import_says_so_and_its_database_is_none_that_can_be_opened()
    {
        Write("bad.csv", "id:ID,n:int\n1,one\n");
        string said = await RefuseAsync("db1 --nodes=~/bad.csv", 70);
        Assert.Contains("bad.csv:2:3", said, StringComparison.Ordinal);
        var world = NewWorld();
        Assert.Equal(70, await world.RunAsync("database", "info", "db1"));
        Assert.Contains("'db1'", world.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_refuses_to_be_written_is_named_with_the_user()
    {
        string said = await RefuseAsync("db1 --nodes=~/people.csv --temp-path=/sys/scratch", 77);
        Assert.Contains("/sys/scratch", said, StringComparison.Ordinal);
        Assert.Contains($"'{Environment.UserName}'", said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Join(Home, "databases", "db1")));
    }

    [Fact]
    public async Task A_configured_time_zone_that_there_is_not_is_a_wrong_command_line()
    {
        Write("times.csv", "id:ID,at:datetime\n1,2020-07-01T10:00\n");
        Write("home.conf", "db.temporal.timezone=Europe/Berlin\n");
        await ImportAsync("db1 --nodes=~/times.csv --additional-config=~/home.conf");
        Write("home.conf", "db.temporal.timezone=Nowhere/Town\n");
        Assert.Contains(
            "Nowhere/Town",
            await RefuseAsync("db2 --nodes=~/times.csv --additional-config=~/home.conf", 64),
            StringComparison.Ordinal
        );
    }

    private async Task<string> ImportAsync(string line)
    {
        var world = NewWorld();
        int code = await RunAsync(world, line);
        Assert.True(code == 0, $"{code}: {world.Error}");
        return world.Output.ToString();
    }

    private async Task<string> RefuseAsync(string line, int exitCode)
    {
        var world = NewWorld();
        int code = await RunAsync(world, line);
        Assert.True(code == exitCode, $"{code}: {world.Error}");
        return world.Error.ToString();
    }

    private async Task<int> RunAsync(TestWorld world, string line) =>
        await world.RunAsync([
            "database",
            "import",
            "full",
            $"--report-file={PathOf("import.report")}",
            .. line.Replace("~/", _folder.FullName + "/", StringComparison.Ordinal)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ]);

    private TestWorld NewWorld()
    {
        var world = new TestWorld();
        world.Variables["QUIVER_HOME"] = Home;
        return world;
    }

    /// <summary>All folders, and all files but locks with their contents and times.</summary>
    private string[] Contents() =>
        [
            .. from path in Directory.EnumerateFileSystemEntries(
                _folder.FullName,
                "*",
                SearchOption.AllDirectories
            )
            orderby path
            select File.Exists(path)
            && Path.GetFileName(path) is not ("LOCK" or "IMPORT" or "MERGE")
                ? $"{path} {File.GetLastWriteTimeUtc(path):O} {Convert.ToHexString(File.ReadAllBytes(path))}"
                : path,
        ];

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);

    private string PathOf(string name) => Path.Join(_folder.FullName, name);
}
