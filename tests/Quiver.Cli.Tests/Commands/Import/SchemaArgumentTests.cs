using Quiver.Import;

namespace Quiver.Cli.Tests.Commands.Import;

public sealed class SchemaArgumentTests : IDisposable
{
    private readonly ImportLine _line = new ImportLine().Files("a.csv");

    public void Dispose() => _line.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(" \n;; // nothing\n/* CREATE INDEX */")]
    public void A_file_without_commands_changes_nothing(string text)
    {
        _line.Write("schema", text);
        var options = _line.Options("--nodes=~/a.csv --schema='~/schema'");
        Assert.Empty(options.Problems);
        Assert.Empty(options.Schema);
    }

    [Fact]
    public void Commands_reach_the_importer_and_those_without_effect_are_noted()
    {
        string path = _line.Write(
            "schema",
            """
            // CREATE INDEX nothing;
            CREATE INDEX a FOR (n:`A;B`) ON (n.x);
            CREATE LOOKUP INDEX l FOR (n) ON EACH labels(n);
            CREATE CONSTRAINT c FOR (n:A) REQUIRE n.z IS UNIQUE
            """
        );
        var request = _line.Read("--nodes=~/a.csv --schema=~/schema");
        Assert.Empty(request.Options.Problems);
        Assert.Equal(
            ["a", "c"],
            request.Options.Schema.Select(command =>
                command.Index?.Name ?? command.Constraint!.Name
            )
        );
        Assert.Contains(
            request.Notes,
            note => note.StartsWith($"Note: {path}:3:1: has no effect", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Everything_wrong_in_the_file_is_reported_with_its_place_beside_other_mistakes()
    {
        string path = _line.Write("schema", "\nDROP INDEX a;\n\nCREATE INDEX FOR (n) ON (n.x);");
        string refusal = _line.Refuse("--nodes=~/a.csv --schema=~/schema --threads=0");
        Assert.Contains($"{path}:2:1: ", refusal, StringComparison.Ordinal);
        Assert.Contains($"{path}:4:20: Invalid input ')'", refusal, StringComparison.Ordinal);
        Assert.Contains("\"DROP INDEX a;\"\n ^", refusal, StringComparison.Ordinal);
        Assert.Contains("--threads", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_of_input_beside_other_mistakes()
    {
        var problems = _line.Options("--nodes=~/a.csv --schema=~/no --threads=0").Problems;
        Assert.Contains(problems, problem => problem.Kind == ImportErrorKind.InputOutput);
        Assert.Contains(problems, problem => problem.Kind == ImportErrorKind.Usage);
    }
}
