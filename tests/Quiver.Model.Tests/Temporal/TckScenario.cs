namespace Quiver.Model.Tests.Temporal;

/// <summary>One query of a TCK feature with its expected rows; an outline gives one for each of its examples.</summary>
internal sealed record TckScenario(
    string Name,
    string Setup,
    string Query,
    string[] Columns,
    string[][] Rows
)
{
    internal static IEnumerable<TckScenario> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        int start = Array.FindIndex(lines, IsHeading);
        while (start >= 0 && start < lines.Length)
        {
            int end = Array.FindIndex(lines, start + 1, IsHeading);
            end = end < 0 ? lines.Length : end;
            foreach (var scenario in Parse(lines[start..end]))
            {
                yield return scenario;
            }
            start = end;
        }
    }

    private static bool IsHeading(string line) =>
        line.TrimStart().StartsWith("Scenario", StringComparison.Ordinal);

    private static IEnumerable<TckScenario> Parse(string[] lines)
    {
        string setup = "";
        string query = "";
        var result = new List<string[]>();
        var examples = new List<string[]>();
        bool inExamples = false;
        for (int i = 1; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line == "\"\"\"")
            {
                int close = Array.FindIndex(lines, i + 1, static l => l.Trim() == "\"\"\"");
                string text = string.Join(' ', lines[(i + 1)..close].Select(static l => l.Trim()));
                if (lines[i - 1].Contains("executing query", StringComparison.Ordinal))
                {
                    query = text;
                }
                else
                {
                    setup = text;
                }
                i = close;
            }
            inExamples |= line == "Examples:";
            if (line.StartsWith('|'))
            {
                string[] cells = [.. line.Split('|')[1..^1].Select(static cell => cell.Trim())];
                (inExamples ? examples : result).Add(cells);
            }
        }
        var template = new TckScenario(lines[0].Trim(), setup, query, result[0], [.. result[1..]]);
        return examples.Count == 0
            ? [template]
            : examples[1..].Select(e => template.With(examples[0], e));
    }

    private TckScenario With(string[] names, string[] values)
    {
        string Fill(string text)
        {
            for (int i = 0; i < names.Length; i++)
            {
                text = text.Replace($"<{names[i]}>", values[i], StringComparison.Ordinal);
            }
            return text;
        }
        return this with
        {
            Setup = Fill(Setup),
            Query = Fill(Query),
            Rows = [.. Rows.Select(row => row.Select(Fill).ToArray())],
        };
    }
}
