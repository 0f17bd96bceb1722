using Quiver.Cypher.Syntax.Printing;

namespace Quiver.Cypher.Syntax.Tests;

public sealed class ScriptTests
{
    [Fact]
    public void Statements_are_cut_at_semicolons_outside_of_text_names_and_comments() =>
        Assert.Equal(
            ["1:4 RETURN ';' AS `a;b`", "3:1 CREATE (:A)", "4:3 MATCH (n) RETURN count(n)"],
            Read(
                ";; RETURN ';' AS `a;b` /* ; */ ;\n// no ; here\nCREATE (:A);\n  MATCH (n) RETURN count(n)"
            )
        );

    [Fact]
    public void A_wrong_statement_does_not_keep_the_others_from_being_parsed() =>
        Assert.Equal(
            [
                "1:1 RETURN 1",
                "1:11 (line 1, column 20 (offset: 19))",
                "1:22 (line 1, column 33 (offset: 32))",
                "2:1 (line 2, column 10 (offset: 43))",
                "3:1 RETURN 4",
            ],
            Read("RETURN 1; RETURN (2; RETURN {x: ;\nRETURN 3 4;\nRETURN 4;")
        );

    [Theory]
    [InlineData("")]
    [InlineData(" ;\n// RETURN 1;\n/* ; */")]
    public void A_script_of_nothing_has_no_statements(string script) => Assert.Empty(Read(script));

    [Fact]
    public void Every_single_statement_is_the_same_in_a_script()
    {
        foreach (string file in SpecificationFile.Names)
        {
            foreach (string query in SpecificationFile.InputsOf(file))
            {
                string alone = Text(() => CypherPrinter.Print(CypherParser.Parse(query)));
                var script = CypherParser.ParseScript(query);
                if (script.Count == 1)
                {
                    Assert.Equal(
                        alone,
                        Text(() =>
                            script[0].Error is { } error
                                ? throw error
                                : CypherPrinter.Print(script[0].Statement!)
                        )
                    );
                }
            }
        }
    }

    private static string Text(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Model.Status.CypherException error)
        {
            return error.Message;
        }
    }

    private static IEnumerable<string> Read(string script) =>
        CypherParser
            .ParseScript(script)
            .Select(statement =>
            {
                string what = statement.Error is { } error
                    ? error.Message.Split('\n')[0][
                        error.Message.IndexOf("(line", StringComparison.Ordinal)..
                    ]
                    : CypherPrinter.Print(statement.Statement!);
                return $"{statement.Position.Line}:{statement.Position.Column} {what}";
            });
}
