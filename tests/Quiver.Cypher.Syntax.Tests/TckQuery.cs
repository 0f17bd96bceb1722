using System.Text.RegularExpressions;

namespace Quiver.Cypher.Syntax.Tests;

/// <summary>One query of a feature file, its examples filled in.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Text">The query.</param>
/// <param name="Error">The detail of the compile-time error that it must give, if any.</param>
internal sealed partial record TckQuery(string File, string Text, string? Error)
{
    /// <summary>Whether the kit demands an error while compiling.</summary>
    public bool IsSyntaxError => Error is not null;

    /// <summary>The queries of a file: those that are executed, and those that set the stage.</summary>
    public static IEnumerable<TckQuery> ReadFile(string path)
    {
        string[] scenarios = ScenarioStart().Split(System.IO.File.ReadAllText(path));
        return scenarios.Skip(1).SelectMany(s => ReadScenario(Path.GetFileName(path), s));
    }

    private static IEnumerable<TckQuery> ReadScenario(string file, string scenario)
    {
        string? error = CompileError().Match(scenario) is { Success: true } match
            ? match.Groups["detail"].Value
            : null;
        var rows = Examples(scenario);
        foreach (Match query in QueryText().Matches(scenario))
        {
            string text = query.Groups["text"].Value;
            string? expected = query
                .Groups["step"]
                .Value.StartsWith("When", StringComparison.Ordinal)
                ? error
                : null;
            foreach (var row in rows)
            {
                string filled = row.Aggregate(
                    text,
                    (t, cell) => t.Replace($"<{cell.Key}>", cell.Value, StringComparison.Ordinal)
                );
                yield return new(file, filled, expected);
            }
        }
    }

    /// <summary>The rows of the example table; one empty row when there is none.</summary>
    private static List<Dictionary<string, string>> Examples(string scenario)
    {
        int start = scenario.IndexOf("Examples:", StringComparison.Ordinal);
        if (start < 0)
        {
            return
            [
                [],
            ];
        }
        string[][] lines =
        [
            .. scenario[start..]
                .Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.StartsWith('|'))
                .Select(line => CellEnd().Split(line.Trim('|')).Select(Unescape).ToArray()),
        ];
        return
        [
            .. lines
                .Skip(1)
                .Select(cells =>
                    lines[0]
                        .Zip(cells)
                        .ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal)
                ),
        ];
    }

    private static string Unescape(string cell) =>
        cell.Trim()
            .Replace("\\|", "|", StringComparison.Ordinal)
            .Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^\s*Scenario(?: Outline)?:",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex ScenarioStart();

    [GeneratedRegex(
        @"^\s*Then an? \w+ should be raised at compile time: (?<detail>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex CompileError();

    [GeneratedRegex(
        "^\\s*(?<step>(?:Given|When|And) [^\\n]*:)\\n\\s*\"\"\"\\n(?<text>.*?)\\n\\s*\"\"\"",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex QueryText();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();
}
