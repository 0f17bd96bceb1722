using Quiver.Import;

namespace Quiver.Cli.Tests.Commands.Import;

public sealed class ImportArgumentsTests : IDisposable
{
    private const string Nodes = "--nodes=~/a.csv ";

    private readonly ImportLine _line = new ImportLine().Files("a.csv", "b.csv", "b2.csv");

    public void Dispose() => _line.Dispose();

    [Fact]
    public void Without_options_everything_is_as_in_neo4j_5()
    {
        var options = _line.Options(Nodes);
        var defaults = new ImportOptions
        {
            DatabaseName = "neo4j",
            DatabaseDirectory = options.DatabaseDirectory,
            Destination = options.Destination,
            FileSystem = options.FileSystem,
            Clock = options.Clock,
            Nodes = options.Nodes,
            Relationships = options.Relationships,
            Problems = options.Problems,
            MultilineFiles = options.MultilineFiles,
            OtherInputs = options.OtherInputs,
            ReportFile = Path.GetFullPath("import.report"),
            LogDirectory = Path.Join(
                _line.Folder,
                "home/logs/neo4j-admin-import-2026-02-03.04.05.06"
            ),
        };
        Assert.Equal(defaults, options);
        Assert.Equal(1000, options.BadTolerance);
        Assert.True(options.NormalizeTypes);
        Assert.Empty(options.Problems);
        Assert.Empty(options.OtherInputs);
        Assert.Empty(_line.Read(Nodes).Notes);
    }

    [Theory]
    [InlineData("TAB")]
    [InlineData("\\t")]
    [InlineData("\\9")]
    [InlineData("U+0009")]
    [InlineData("\\u0009")]
    [InlineData("\t")]
    public void A_tab_may_be_written_in_every_notation(string notation) =>
        Assert.Equal(
            _line.Options(Nodes + "--delimiter=TAB").Delimiter,
            _line.Read(["--nodes=~/a.csv", "--delimiter", notation]).Options.Delimiter
        );

    [Theory]
    [InlineData("\\126", '~')]
    [InlineData("\\1", '\u0001')]
    [InlineData("\u0001", '\u0001')]
    public void Quotes_may_be_codes_and_control_characters(string notation, char quote) =>
        Assert.Equal<Quiver.Csv.CsvCharacter>(
            quote,
            _line.Options(Nodes + "--quote=" + notation).Quote
        );

    [Theory]
    [InlineData("--delimiter=§", "§")]
    [InlineData("--delimiter=U+00A7", "§")]
    [InlineData("--delimiter=\\167", "§")]
    [InlineData("--delimiter=😀", "😀")]
    public void A_delimiter_may_take_several_bytes(string line, string delimiter)
    {
        var options = _line.Options(Nodes + line);
        Assert.Empty(options.Problems);
        Assert.Equal(delimiter, options.Delimiter.ToString());
    }

    [Theory]
    [InlineData("--delimiter=\\bogus", "bogus")]
    [InlineData("--delimiter=;;", ";;")]
    [InlineData("--array-delimiter=\\n", "\\n")]
    [InlineData("--id-type=number", "string, integer or actual")]
    [InlineData("--path-pattern-style=perl", "regex, glob or none")]
    [InlineData("--bad-tolerance=-2", "--bad-tolerance")]
    [InlineData("--bad-tolerance=many", "--bad-tolerance")]
    [InlineData("--threads=0", "--threads")]
    [InlineData(
        "--max-off-heap-memory=110%",
        "between 1 (inclusive) and 100 (exclusive), got 110."
    )]
    [InlineData("--max-memory=0%", "got 0.")]
    [InlineData("--read-buffer-size=50%", "--read-buffer-size")]
    [InlineData("--trim-strings=maybe", "--trim-strings")]
    [InlineData("--format=parchment", "--format")]
    [InlineData("--format=standart", "Did you mean 'standard'?")]
    [InlineData("--mode=database --from=x", "--mode=database")]
    [InlineData("--input-type=avro", "--input-type")]
    [InlineData("--target-format=backup", "--target-format")]
    [InlineData("--property-shard-count=4", "--property-shard-count")]
    [InlineData("--stage=prepare", "incremental")]
    [InlineData("--stage=1", "incremental")]
    [InlineData("--multiline-fields-format=v1", "Missing required argument")]
    [InlineData("--multiline-fields=~/a.csv", "must be either true or false")]
    [InlineData(
        "--multiline-fields=~/a.csv --multiline-fields-format=v1",
        "must be either true or false"
    )]
    [InlineData("--multiline-fields=~/a.csv --multiline-fields-format=v3", "v1 or v2")]
    [InlineData("--multiline-fields=~/no.csv --multiline-fields-format=v2", "no.csv")]
    [InlineData("--multiline-fields=~/b.csv --multiline-fields-format=v2", "no file of --nodes")]
    public void A_wrong_value_is_refused_with_what_would_be_right(string line, string message) =>
        Assert.Contains(message, _line.Refuse(Nodes + line), StringComparison.Ordinal);

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        string message = _line.Refuse(
            "__x__ more --nodes=~/no.csv --relationships=s3://x --threads=0 --bad-tolerance=x --delimiter=\\bogus --format=x --foobar --quot=x --schema=~/no.cypher --id-type=x --path-pattern-style=perl"
        );
        foreach (
            string part in new[]
            {
                "no.csv",
                "s3://",
                "--threads",
                "--bad-tol",
                "bogus",
                "--format",
                "__x__",
                "'more' is one word too many",
                "--foobar",
                "--quot'",
                "no.cypher",
                "--id-type",
                "--path-pattern-style",
            }
        )
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--format=aligned")]
    [InlineData("--format=block")]
    [InlineData("--high-parallel-io=on")]
    [InlineData("--high-io")]
    [InlineData("--high-io=true")]
    [InlineData("--cache-on-heap")]
    [InlineData("--profile")]
    [InlineData("--profile-results-path=x")]
    [InlineData("--skidbladnir")]
    [InlineData("--super-fast=true")]
    [InlineData("--ranges=8")]
    [InlineData("--accept-multibyte-delimiter")]
    [InlineData("--disable-instrumentation")]
    [InlineData("--capture-java-flight-recordings")]
    [InlineData("--capture-thread-dumps")]
    [InlineData("--mode=csv --from=x --database=db1")]
    public void What_only_another_engine_needs_is_said_to_have_no_effect(string line)
    {
        var request = _line.Read(Nodes + line);
        Assert.Empty(request.Options.Problems);
        string note = Assert.Single(request.Notes);
        Assert.Contains("has no effect", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--strict", 0)]
    [InlineData("--strict=true", 0)]
    [InlineData("--strict=false", 1)]
    [InlineData(
        "--target-format=database --property-shard-count=0 --compress=false --mode=csv db1",
        0
    )]
    [InlineData("--threads=1000", 1)]
    [InlineData("--skip-bad-entries-logging --bad-tolerance=-1", 1)]
    [InlineData("--skip-bad-entries-logging --bad-tolerance=10", 0)]
    public void What_is_right_but_surprising_is_noted(string line, int notes)
    {
        var request = _line.Read(Nodes + line);
        Assert.Empty(request.Options.Problems);
        Assert.Equal(notes, request.Notes.Count);
    }

    [Fact]
    public void A_format_that_there_is_not_is_refused_and_not_said_to_have_no_effect() =>
        Assert.Empty(_line.Read(Nodes + "--format=parchment").Notes);

    [Fact]
    public void HEAP_SIZE_is_said_to_have_no_effect()
    {
        _line.Variables["HEAP_SIZE"] = "8G";
        Assert.Contains(
            "HEAP_SIZE has no effect",
            Assert.Single(_line.Read(Nodes).Notes),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("--multiline-fields", true, "")]
    [InlineData("--multiline-fields false", false, "")]
    [InlineData("--multiline-fields=true --multiline-fields-format=v1", true, "")]
    [InlineData("--multiline-fields=~/./a.csv --multiline-fields-format=v2", false, "a.csv")]
    [InlineData(
        "--relationships=~/b.csv,~/b2.csv --multiline-fields=~/b.*,~/a.csv --multiline-fields-format=V2",
        false,
        "b2.csv|b.csv|a.csv"
    )]
    public void Multiline_fields_are_for_all_files_or_for_some(string line, bool all, string files)
    {
        var options = _line.Options(Nodes + line);
        Assert.Empty(options.Problems);
        Assert.Equal(all, options.MultilineFields);
        Assert.Equal(files, string.Join('|', _line.Relative(options.MultilineFiles)));
    }

    [Fact]
    public void Temporary_files_get_a_folder_of_their_own_and_the_log_one_for_each_run()
    {
        var options = _line.Options(Nodes + "--temp-path=~/scratch db1");
        Assert.Equal(Path.Join(_line.Folder, "scratch/temp-db1"), options.TempDirectory);
        Assert.Equal(
            Path.Join(_line.Folder, "home/logs/db1-admin-import-2026-02-03.04.05.06"),
            options.LogDirectory
        );
    }
}
