using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Quiver.Cypher.Planning.Functions;
using Quiver.Model.Status;

namespace Quiver.Apoc.Tests;

/// <summary>The functions, by the examples in Specifications/functions.txt.</summary>
public sealed class FunctionTests
{
    [Fact]
    public async Task Functions_give_what_their_documentation_says()
    {
        await using var home = await ApocHome.EmptyAsync();
        await home.RunAsync(
            """
            CREATE (:Person:Actor {name: 'Keanu', born: 1964, json: '{"a":[1,2,3]}'})-[:ACTED_IN {roles: ['Neo']}]->(:Movie {title: 'The Matrix'})
            """
        );
        var wrong = new List<string>();
        foreach (var (call, expected) in Examples())
        {
            string found = await ResultAsync(home, call);
            bool isRight = expected.StartsWith('!')
                ? found.Contains(expected[1..], StringComparison.Ordinal)
                : found == expected;
            if (!isRight)
            {
                wrong.Add($"{call}\n  {found}\nnot\n  {expected}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Each_function_has_an_example()
    {
        string calls = string.Join('\n', Examples().Select(static e => e.Call));
        string[] missing =
        [
            .. FunctionCatalog
                .All.Select(static f => f.Name)
                .Where(static name => name.StartsWith("apoc.", StringComparison.Ordinal))
                .Where(name => !Regex.IsMatch(calls, $@"{Regex.Escape(name)}\(")),
        ];
        Assert.Empty(missing);
    }

    [Fact]
    public void The_documentation_lists_just_the_functions_that_there_are()
    {
        string[] listed =
        [
            .. File.ReadLines(Path.Combine(Folder(), "../../docs/apoc.md"))
                .Select(static line =>
                    Regex.Match(line, @"^\| `(apoc\.[^`]*\.)` (.*) \| [^|]* \|$")
                )
                .Where(static row => row.Success)
                .SelectMany(static row =>
                    Regex
                        .Matches(row.Groups[2].Value, "`([^`]+)`")
                        .Select(name => row.Groups[1].Value + name.Groups[1].Value)
                ),
            "apoc.version",
        ];
        Assert.Equal(
            FunctionCatalog
                .All.Select(static f => f.Name)
                .Where(static name => name.StartsWith("apoc.", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            listed.Order(StringComparer.Ordinal)
        );
    }

    private static string Folder([CallerFilePath] string thisFile = "") =>
        Path.GetDirectoryName(thisFile)!;

    private static async Task<string> ResultAsync(ApocHome home, string call)
    {
        try
        {
            return string.Join(
                '\n',
                await home.RowsAsync(
                    $"MATCH p = (n:Person)-[r:ACTED_IN]->(m:Movie) RETURN {call} AS x"
                )
            );
        }
        catch (CypherException error)
        {
            return "!" + error.Message;
        }
    }

    private static List<(string Call, string Expected)> Examples()
    {
        var examples = new List<(string, string)>();
        string call = "";
        foreach (
            string line in File.ReadLines(Path.Combine(Folder(), "Specifications/functions.txt"))
        )
        {
            if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                examples.Add((call, line[2..]));
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                call = line;
            }
        }
        return examples;
    }
}
