using System.IO.Compression;
using System.Text;
using Quiver.EndToEnd.Running;

namespace Quiver.EndToEnd;

/// <summary>Import command lines as manuals print them, typed into a real shell.</summary>
public sealed class ImportCommandLineTests : IDisposable
{
    private const string ThreeMoviesTwoActors = "5 nodes, 4 relationships";

    private readonly QuiverHome _home = new();

    public ImportCommandLineTests()
    {
        Write("movies_header.csv", "movieId:ID,title,year:int,:LABEL");
        Write("movies_part1.csv", "m1,\"Metropolis\",1927,Movie;Silent");
        Write("movies_part2.csv", "m2,\"M\",1931,Movie");
        Write("movies_part10.csv", "m3,\"Vampyr, 1932\",1932,Movie");
        Write("movies.csv", "movieId:ID,title,year:int,:LABEL", Movies);
        Write("actors_header.csv", "personId:ID,name,:LABEL");
        Write("actors_1.csv", "a1,\"Brigitte Helm\",Actor");
        Write("actors_2.csv", "a2,\"Peter Lorre\",Actor");
        Write("actors.csv", "personId:ID,name,:LABEL", Actors);
        Write("roles_header.csv", ":START_ID,role,:END_ID,:TYPE");
        Write("roles_1.csv", "a1,\"Maria\",m1,ACTED_IN\na1,\"Machine\",m1,ACTED_IN");
        Write("roles_2.csv", "a2,\"Hans\",m2,ACTED_IN\na2,,m3,ACTED_IN");
        Write("roles.csv", ":START_ID,role,:END_ID,:TYPE", Roles);
        Write("bare_movies.csv", "movieId:ID,title", "m1,Metropolis\nm2,M\nm3,Vampyr");
        Write("bare_actors.csv", "personId:ID,name", "a1,Brigitte\na2,Peter");
        Write("bare_roles.csv", ":START_ID,:END_ID", "a1,m1\na1,m2\na2,m2\na2,m3");
        Write("movies2.csv", "movieId:ID;title;year:int;:LABEL", Respell(Movies));
        Write("actors2.csv", "personId:ID;name;:LABEL", Respell(Actors));
        Write("roles2.csv", ":START_ID;role;:END_ID;:TYPE", Respell(Roles));
        Write(
            "movies7.csv",
            "movieId:ID(Movie-ID),title,:LABEL",
            "1,M,Movie;Silent\n2,N,Movie\n3,O,Movie"
        );
        Write(
            "actors7.csv",
            "personId:ID(Actor-ID),name,:LABEL",
            "1,Brigitte,Actor\n2,Peter,Actor"
        );
        Write(
            "roles7.csv",
            ":START_ID(Actor-ID),role,:END_ID(Movie-ID)",
            "1,a,1\n1,b,2\n2,c,2\n2,d,3"
        );
        Write("roles8.csv", ":START_ID,role,:END_ID,:TYPE", Roles + "\nemil,x,m1,ACTED_IN");
        Write("actors8.csv", "personId:ID,name,:LABEL", Actors + "\na1,Again,Director");
        Write("arguments.txt", ArgumentFile);
        Compress();
    }

    private static string Movies =>
        "m1,\"Metropolis\",1927,Movie;Silent\nm2,\"M\",1931,Movie\nm3,\"Vampyr\",1932,Movie";

    private static string Actors => "a1,\"Brigitte Helm\",Actor\na2,\"Peter Lorre\",Actor";

    private static string Roles =>
        "a1,Maria,m1,ACTED_IN\na1,Machine,m1,ACTED_IN\na2,Hans,m2,ACTED_IN\na2,,m3,ACTED_IN";

    /// <summary>The same text with the characters of the manual's example: semicolons, bars and single quotes.</summary>
    private static string Respell(string text) =>
        text.Replace(';', '|').Replace(',', ';').Replace('"', '\'');

    private static string ArgumentFile =>
        """
            # one option a line
            --nodes=movies_header.csv,movies_part\d+\.csv
            --nodes "actors.csv"
            --relationships='roles.csv'
            """;

    /// <inheritdoc/>
    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(
        "neo4j-admin database import full --nodes=movies.csv --nodes=actors.csv --relationships=roles.csv db1"
    )]
    [InlineData(
        "neo4j-admin database import full db1 --nodes=movies.csv --nodes actors.csv --relationships roles.csv"
    )]
    [InlineData(
        "quiver database import --nodes movies.csv actors.csv --relationships roles.csv -- db1"
    )]
    [InlineData(
        "quiver database import full –-nodes=movies.csv —nodes=actors.csv –relationships=roles.csv DB1"
    )]
    [InlineData(
        "neo4j-admin import --database=db1 --nodes=movies.csv --nodes=actors.csv --relationships=roles.csv"
    )]
    [InlineData(
        "neo4j-admin import --mode=csv --database=db1 --nodes movies.csv --nodes actors.csv --relationships roles.csv"
    )]
    public Task A_header_in_the_first_line(string line) => AssertImportsAsync(line, "silent");

    [Theory]
    [InlineData(
        "neo4j-admin database import full --nodes=movies_header.csv,movies_part1.csv,movies_part2.csv,movies_part10.csv --nodes=actors_header.csv,actors_1.csv,actors_2.csv --relationships=roles_header.csv,roles_1.csv,roles_2.csv db1"
    )]
    [InlineData(
        "neo4j-admin import --database db1 --nodes \"movies_header.csv,movies_part1.csv,movies_part2.csv,movies_part10.csv\" --nodes \"actors_header.csv,actors_1.csv,actors_2.csv\" --relationships \"roles_header.csv,roles_1.csv,roles_2.csv\""
    )]
    public Task A_header_in_a_file_of_its_own(string line) => AssertImportsAsync(line, "silent");

    [Theory]
    [InlineData(
        "neo4j-admin database import full --nodes='movies_header.csv,movies_part\\d+\\.csv' --nodes='actors_header.csv,actors_[0-9].csv' --relationships='roles_header.csv,roles_.\\.csv' db1"
    )]
    [InlineData(
        "neo4j-admin database import full --nodes=\"movies_header.csv,movies_part.*\" --nodes=\"actors_header.csv,actors_\\d.*\" --relationships=\"roles_header.csv,roles_\\d.*\" db1"
    )]
    [InlineData(
        "neo4j-admin database import full --nodes movies_header.csv,'movies_part\\d{1,5}.csv' --nodes actors_header.csv,'actors_\\d{1,5}.csv' --relationships roles_header.csv,'roles_\\d{1,5}.csv' db1"
    )]
    [InlineData(
        "neo4j-admin database import full --nodes \"movies_header.csv,'movies_part\\d{1,5}.csv'\" --nodes \"actors_header.csv,'actors_\\d{1,5}.csv'\" --relationships \"roles_header.csv,'roles_\\d{1,5}.csv'\" db1"
    )]
    [InlineData(
        "quiver database import full --path-pattern-style=glob --nodes='movies_header.csv,movies_part*.csv' --nodes='actors_header.csv,actors_?.csv' --relationships='roles_header.csv,roles_{1,2}.csv' db1"
    )]
    public Task Several_files_by_a_pattern(string line) => AssertImportsAsync(line, "silent");

    [Theory]
    [InlineData(
        "neo4j-admin database import full --nodes=Movie:Silent=bare_movies.csv --nodes=Actor=bare_actors.csv --relationships=ACTED_IN=bare_roles.csv db1"
    )]
    [InlineData(
        "neo4j-admin import --database=db1 --nodes:Movie:Silent=\"bare_movies.csv\" --nodes:Actor bare_actors.csv --relationships:ACTED_IN=\"bare_roles.csv\""
    )]
    public Task Labels_and_types_on_the_command_line(string line) =>
        AssertImportsAsync(line, "labels");

    [Theory]
    [InlineData(
        "neo4j-admin database import full --delimiter=\";\" --array-delimiter=\"|\" --quote=\"'\" --nodes=movies2.csv --nodes=actors2.csv --relationships=roles2.csv db1"
    )]
    [InlineData(
        "neo4j-admin database import full --delimiter=';' --array-delimiter=\\| --quote=\\' --nodes movies2.csv actors2.csv --relationships roles2.csv -- db1"
    )]
    [InlineData(
        "neo4j-admin import --database=db1 --delimiter='U+003B' --array-delimiter='\\124' --quote='\\39' --nodes movies2.csv --nodes actors2.csv --relationships roles2.csv"
    )]
    public Task Other_delimiters_and_quotes(string line) => AssertImportsAsync(line, "silent");

    [Theory]
    [InlineData(
        "neo4j-admin database import full --nodes=movies7.csv --nodes=actors7.csv --relationships=ACTED_IN=roles7.csv --id-type=integer db1"
    )]
    [InlineData(
        "neo4j-admin import --database=db1 --mode=csv --id-type=INTEGER --nodes movies7.csv --nodes actors7.csv --relationships:ACTED_IN roles7.csv"
    )]
    public Task Identifiers_in_spaces_of_their_own(string line) =>
        AssertImportsAsync(line, "silent");

    [Theory]
    [InlineData(
        "neo4j-admin database import full --skip-bad-relationships --skip-duplicate-nodes=true --nodes=movies.csv --nodes=actors8.csv --relationships=roles8.csv db1"
    )]
    [InlineData(
        "neo4j-admin import --database=db1 --ignore-missing-nodes=true --ignore-duplicate-nodes --nodes movies.csv --nodes actors8.csv --relationships roles8.csv"
    )]
    public async Task Bad_relationships_and_duplicates_are_skipped(string line)
    {
        await AssertImportsAsync(line, "silent");
        string report = await File.ReadAllTextAsync(
            Path.Join(_home.Folder, "import.report"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("missing node emil", report, StringComparison.Ordinal);
        Assert.Contains("actors8.csv\",\"line\":4", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("neo4j-admin database import full @arguments.txt db1")]
    [InlineData("neo4j-admin database import full db1 @arguments.txt")]
    [InlineData("echo --database=db1 >> arguments.txt; neo4j-admin import --f=arguments.txt")]
    public Task Arguments_in_a_file(string line) => AssertImportsAsync(line, "silent");

    [Theory]
    [InlineData(
        "neo4j-admin database import full --nodes=movies.csv.gz --nodes=actors.zip --relationships=roles.csv.gz db1"
    )]
    [InlineData(
        "neo4j-admin database import full --nodes=movies.csv.gz --nodes=people/ --relationships='roles\\.csv.*z' db1"
    )]
    public Task Compressed_files_and_folders(string line) => AssertImportsAsync(line, "silent");

    [Theory]
    [InlineData("--nodes=movies_header.csv,movies_part\\d+\\.csv", "movies_partd+.csv")]
    // Of braces bash makes several arguments.
    [InlineData("--nodes=movies_header.csv,movies_part\\d{1,5}.csv", "movies_partd1.csv")]
    [InlineData("--nodes movies_header.csv,movies_part\\d{1,2}\\.csv", "movies_partd1.csv")]
    [InlineData("--nodes=Film=movies_header.csv,movies_part\\\\d{1,}.csv", "movies_part\\d1.csv")]
    public async Task A_pattern_without_quotes_is_refused_with_the_argument_as_it_must_be_typed(
        string argument,
        string left
    )
    {
        var result = await TypeAsync("neo4j-admin database import full db1 " + argument);
        result.ExpectFailure(74, left);
        string typed = result
            .Error.Split('\n')
            .Single(line => line.Contains("--nodes='", StringComparison.Ordinal));
        typed = typed[typed.IndexOf("--nodes='", StringComparison.Ordinal)..];
        (await TypeAsync("neo4j-admin database import full db1 " + typed)).Expect(0);
    }

    [Fact]
    public async Task The_program_is_found_under_both_names_from_any_folder_and_through_links()
    {
        string bin = Path.Join(Repository.Root, "bin");
        var result = await _home.BashAsync(
            $"""
            mkdir elsewhere && cd elsewhere && ln -s '{bin}/neo4j-admin' admin
            ./admin --version && '{bin}/neo4j-admin' --version && PATH='{bin}':"$PATH"
            neo4j-admin --version && quiver --version
            """
        );
        Assert.Single(result.Expect(0).Lines.Distinct());
        Assert.Equal(4, result.Lines.Length);
    }

    [Fact]
    public async Task A_machine_without_a_tz_database_imports_all_but_named_zones_and_says_how_to_get_them()
    {
        Write("times.csv", "id:ID,at:datetime,day:date", "1,2020-01-01T10:00Z,2020-01-01");
        Write("zones.csv", "id:ID,at:datetime", "1,2020-01-01T10:00[Europe/Berlin]");
        Write("header.csv", "id:ID,at:datetime{timezone:Europe/Berlin}", "1,2020-01-01T10:00");
        const string withoutZones =
            "mkdir -p none; export TZDIR=$PWD/none; neo4j-admin database import full db1 --overwrite-destination --nodes=";
        (await TypeAsync(withoutZones + "times.csv")).Expect(0);
        foreach (string file in (string[])["zones.csv", "header.csv"])
        {
            var result = await TypeAsync(withoutZones + file);
            result.ExpectFailure(70, file, "this machine has no tz database", "TZDIR");
            (
                await TypeAsync(
                    "neo4j-admin database import full db2 --overwrite-destination --nodes=" + file
                )
            ).Expect(0);
        }
    }

    private async Task AssertImportsAsync(string line, string content)
    {
        (await TypeAsync(line)).Expect(0);
        var check = (await _home.RunAsync("database", "check", "db1")).Expect(0);
        Assert.Contains(ThreeMoviesTwoActors, check.Output, StringComparison.Ordinal);
        var info = (await _home.RunAsync("database", "info", "db1")).Expect(0);
        string[] counts =
        [
            .. info
                .Lines.Where(text => text.StartsWith(':'))
                .Select(text =>
                    string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                ),
        ];
        string silent = content == "labels" ? ":Silent 3" : ":Silent 1";
        Assert.Equal(
            new[] { ":ACTED_IN 4", ":Actor 2", ":Movie 3", silent },
            counts.Order(StringComparer.Ordinal)
        );
    }

    private Task<CommandResult> TypeAsync(string line) =>
        _home.BashAsync($"export PATH='{Path.Join(Repository.Root, "bin")}':\"$PATH\"\n{line}");

    private void Write(string name, params string[] lines) =>
        _home.Write(name, string.Join('\n', lines) + "\n");

    private void Compress()
    {
        Gzip("movies.csv.gz", "movieId:ID,title,year:int,:LABEL\n" + Movies);
        Gzip("roles.csv.gz", ":START_ID,role,:END_ID,:TYPE\n" + Roles);
        Directory.CreateDirectory(Path.Join(_home.Folder, "people"));
        foreach (string name in new[] { "actors.zip", "people/actors.zip" })
        {
            using var file = ZipFile.Open(Path.Join(_home.Folder, name), ZipArchiveMode.Create);
            using var entry = new StreamWriter(file.CreateEntry("actors.csv").Open());
            entry.Write("personId:ID,name,:LABEL\n" + Actors + "\n");
        }
    }

    private void Gzip(string name, string text)
    {
        using var file = File.Create(Path.Join(_home.Folder, name));
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(text));
    }
}
