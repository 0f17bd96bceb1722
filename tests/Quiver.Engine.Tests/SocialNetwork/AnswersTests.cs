using System.Runtime.CompilerServices;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.SocialNetwork;

/// <summary>
/// Queries in the manner of the LDBC Social Network Benchmark over its files, against answers that a program outside the database has computed from
/// the same files. The queries are those of the planner's specification.
/// </summary>
public sealed class AnswersTests(SocialNetworkHome home) : IClassFixture<SocialNetworkHome>
{
    [Fact]
    public async Task Queries_give_what_was_computed_from_the_files()
    {
        var queries = Cases(PathOf("../../Quiver.Cypher.Planning.Tests/Specifications/ldbc.txt"));
        var answers = Cases(PathOf("answers.txt"));
        var failures = new List<string>();
        foreach (var (name, (parameters, rows)) in answers)
        {
            string query = queries[name].First;
            var (actual, _) = await home.RunAsync(query, await ParametersAsync(parameters));
            string text = string.Concat(actual.Select(static r => r + "\n"));
            if (text.Trim() != rows.Trim())
            {
                failures.Add($"{name}\n--- expected\n{rows}\n--- actual\n{text}");
            }
        }
        Assert.True(answers.Count >= 25, "Answers are missing.");
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static string PathOf(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, file);

    // Each case has a name, the first word behind ===, and two halves with --- between.
    private static Dictionary<string, (string First, string Second)> Cases(string path)
    {
        var cases = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        foreach (string part in File.ReadAllText(path).Split("\n=== ")[1..])
        {
            int lineEnd = part.IndexOf('\n', StringComparison.Ordinal);
            string[] halves = part[(lineEnd + 1)..].Split("---\n");
            cases.Add(part[..lineEnd].Split(' ')[0], (halves[0], halves[1]));
        }
        return cases;
    }

    // A line for each parameter: its name, =, its value as a literal of the language.
    private async Task<Dictionary<string, Value>> ParametersAsync(string lines)
    {
        var parameters = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = line.Split(" = ", 2);
            parameters.Add(parts[0], await home.LiteralAsync(parts[1]));
        }
        return parameters;
    }
}
