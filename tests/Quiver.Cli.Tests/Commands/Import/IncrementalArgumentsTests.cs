using Quiver.Cli.Commands.Import;
using Quiver.Import;
using Quiver.Import.Increments;

namespace Quiver.Cli.Tests.Commands.Import;

/// <summary>The command line of incremental imports: all options of all versions are known, and those that cannot be meant say what to do instead.</summary>
public sealed class IncrementalArgumentsTests : IDisposable
{
    private readonly ImportLine _line = new ImportLine().Files("a.csv", "b.csv");

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("--relationships=KNOWS=~/b.csv")]
    [InlineData("--additional-config=~/more.conf")]
    [InlineData("--report-file=~/report.json")]
    [InlineData("--id-type=string")]
    [InlineData("--id-type=integer")]
    [InlineData("--input-encoding=UTF-8")]
    [InlineData("--delimiter=|")]
    [InlineData("--array-delimiter=|")]
    [InlineData("--vector-delimiter=|")]
    [InlineData("--quote='")]
    [InlineData("--ignore-extra-columns=true")]
    [InlineData("--ignore-empty-strings")]
    [InlineData("--trim-strings true")]
    [InlineData("--legacy-style-quoting=false")]
    [InlineData("--multiline-fields=true")]
    [InlineData("--multiline-fields=true --multiline-fields-format=v1")]
    [InlineData("--auto-skip-subsequent-headers")]
    [InlineData("--normalize-types=false")]
    [InlineData("--bad-tolerance=-1")]
    [InlineData("--skip-bad-relationships")]
    [InlineData("--skip-duplicate-nodes")]
    [InlineData("--ignore-missing-nodes")]
    [InlineData("--ignore-duplicate-nodes")]
    [InlineData("--skip-bad-rows")]
    [InlineData("--skip-bad-entries-logging")]
    [InlineData("--strict=true")]
    [InlineData("--force")]
    [InlineData("--force=true")]
    [InlineData("--stage=ALL")]
    [InlineData("--format=block")]
    [InlineData("--max-off-heap-memory=70%")]
    [InlineData("--max-memory=1G")]
    [InlineData("--high-parallel-io=on")]
    [InlineData("--high-io=true")]
    [InlineData("--threads=2")]
    [InlineData("--processors=2")]
    [InlineData("--cache-on-heap=true")]
    [InlineData("--read-buffer-size=4m")]
    [InlineData("--schema=~/schema.cypher")]
    [InlineData("--schema='~/schema.cypher'")]
    [InlineData("--input-type=csv")]
    [InlineData("--path-pattern-style=glob")]
    [InlineData("--temp-path=~/temp")]
    [InlineData("--profile")]
    [InlineData("--profile-results-path=~/p")]
    [InlineData("--property-shard-count=0")]
    [InlineData("--target-format=database")]
    [InlineData("--compress=false")]
    [InlineData("--update-all-matching-relationships")]
    [InlineData("--keep-previous")]
    [InlineData("--keep-previous=before_may")]
    [InlineData("--expand-commands")]
    [InlineData("--verbose")]
    [InlineData("--overwrite-destination=false")]
    [InlineData("--dry-run=false")]
    [InlineData("--resume=false")]
    public void Options_of_all_versions_are_accepted(string option)
    {
        _line.Write("more.conf", "");
        _line.Write("schema.cypher", "DROP INDEX a IF EXISTS; CREATE INDEX b FOR (n:A) ON (n.x)");
        Assert.Empty(Read("db1 --nodes=~/a.csv " + option).Problems);
    }

    [Theory]
    [InlineData("--overwrite-destination", "'database import full' replaces it")]
    [InlineData("--resume", "run again")]
    [InlineData("--dry-run", "--stage=prepare and --stage=build")]
    [InlineData("--target-location=x", "not supported")]
    [InlineData("--keep-previous=../x", "is no name of a snapshot")]
    [InlineData("--stage=last", "prepare (1), build (2) or merge (3)")]
    [InlineData("--schema=~/wrong.cypher", "CREATE INDEX, CREATE CONSTRAINT, DROP INDEX and DROP")]
    [InlineData("--schema=~/none.cypher", "none.cypher")]
    public void Others_say_what_to_do_instead(string option, string message)
    {
        _line.Write("wrong.cypher", "MATCH (n) DELETE n");
        var problems = Read("db1 --nodes=~/a.csv " + option).Problems;
        Assert.Contains(
            problems,
            problem => problem.Message.Contains(message, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("prepare", IncrementStage.Prepare)]
    [InlineData("1", IncrementStage.Prepare)]
    [InlineData("Build", IncrementStage.Build)]
    [InlineData("2", IncrementStage.Build)]
    [InlineData("MERGE", IncrementStage.Merge)]
    [InlineData("3", IncrementStage.Merge)]
    [InlineData("all", IncrementStage.All)]
    public void Stages_have_names_and_numbers(string stage, IncrementStage expected) =>
        Assert.Equal(expected, Read($"db1 --stage={stage}").Increment!.Stage);

    [Fact]
    public void A_snapshot_is_named_by_the_user_or_by_the_time()
    {
        Assert.Equal("", Read("db1 --stage=merge").Increment!.KeepAs);
        Assert.Equal("", Read("db1 --keep-previous=false").Increment!.KeepAs);
        Assert.Equal("before-2026-02-03.04.05.06", Read("db1 --keep-previous").Increment!.KeepAs);
        Assert.Equal("x", Read("db1 --keep-previous=x").Increment!.KeepAs);
    }

    private ImportOptions Read(string line) =>
        _line.Read(IncrementalImportCommand.Definition, line.Split(' ')).Options;
}
