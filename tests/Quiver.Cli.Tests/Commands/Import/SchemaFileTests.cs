using Quiver.Cli.Commands.Import;
using Quiver.Foundation.IO;
using Quiver.Import;

namespace Quiver.Cli.Tests.Commands.Import;

public sealed class SchemaFileTests : IDisposable
{
    private readonly ImportLine _line = new ImportLine().Files("a.csv");

    public void Dispose() => _line.Dispose();

    [Fact]
    public void Commands_are_told_apart_with_their_lines()
    {
        string path = _line.Write(
            "schema",
            """
            // CREATE INDEX nothing;
            CREATE INDEX a FOR (n:`A;B`) ON (n.x);
            /* more */ create text index b IF NOT EXISTS
              FOR (n:A) ON (n.y); CREATE CONSTRAINT c FOR (n:A) REQUIRE n.z IS UNIQUE;

            DROP INDEX a;
            RETURN ';'
            """
        );
        var commands = SchemaFile.Read(PosixFileSystem.Instance, path);
        Assert.Equal(
            [
                (SchemaCommandKind.CreateIndex, 2),
                (SchemaCommandKind.CreateIndex, 3),
                (SchemaCommandKind.CreateConstraint, 4),
                (SchemaCommandKind.Drop, 6),
                (SchemaCommandKind.Other, 7),
            ],
            commands.Select(command => (command.Kind, command.Line))
        );
        Assert.StartsWith("create text", commands[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n;; // nothing\n/* CREATE INDEX */")]
    public void A_file_without_commands_changes_nothing(string text)
    {
        _line.Write("schema", text);
        Assert.Empty(_line.Options("--nodes=~/a.csv --schema='~/schema'").Problems);
    }

    [Theory]
    [InlineData("CREATE INDEX FOR (n:A) ON (n.x)", "creates an index")]
    [InlineData("CREATE CONSTRAINT FOR (n:A) REQUIRE n.x IS UNIQUE", "creates a constraint")]
    [InlineData("DROP CONSTRAINT c", "drops something")]
    [InlineData("MATCH (n) DELETE n", "does not belong")]
    public void A_command_that_cannot_be_run_is_refused_with_its_place(string text, string message)
    {
        string path = _line.Write("schema", "\n" + text + ";");
        string refusal = _line.Refuse("--nodes=~/a.csv --schema=~/schema");
        Assert.Contains($"{path}:2: '{text}'", refusal, StringComparison.Ordinal);
        Assert.Contains(message, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_of_input() =>
        Assert.Equal(
            ImportErrorKind.InputOutput,
            Assert.Single(_line.Options("--nodes=~/a.csv --schema=~/no").Problems).Kind
        );
}
