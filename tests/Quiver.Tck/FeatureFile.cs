using System.Text;

namespace Quiver.Tck;

/// <summary>Reads the feature files of the kit: backgrounds, scenarios, outlines with examples, documents and tables.</summary>
internal static class FeatureFile
{
    private static readonly string[] Keywords = ["Given ", "When ", "Then ", "And ", "But "];

    /// <summary>The scenarios of a file.</summary>
    public static IEnumerable<Scenario> Read(string path)
    {
        string file = Path.GetFileName(path);
        var background = new List<Step>();
        foreach (var block in Blocks(File.ReadAllLines(path)))
        {
            string title = block[0].Trim();
            if (title.StartsWith("Background:", StringComparison.Ordinal))
            {
                background = Steps(block.Skip(1));
                continue;
            }
            int examples = block.FindIndex(static l =>
                l.Trim().StartsWith("Examples:", StringComparison.Ordinal)
            );
            string name =
                $"{file} {title[(title.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()}";
            var steps = Steps(block.Take(examples < 0 ? block.Count : examples).Skip(1));
            if (examples < 0)
            {
                yield return new Scenario(name, [.. background, .. steps]);
                continue;
            }
            var table = Table(block.Skip(examples + 1));
            foreach (var row in table.Skip(1))
            {
                var filled = background.Concat(steps).Select(s => Fill(s, table[0], row));
                yield return new Scenario($"{name} ({string.Join(", ", row)})", [.. filled]);
            }
        }
    }

    private static IEnumerable<List<string>> Blocks(string[] lines)
    {
        List<string>? block = null;
        foreach (string line in lines)
        {
            string text = line.Trim();
            if (
                text.StartsWith("Background:", StringComparison.Ordinal)
                || text.StartsWith("Scenario:", StringComparison.Ordinal)
                || text.StartsWith("Scenario Outline:", StringComparison.Ordinal)
            )
            {
                if (block is not null)
                {
                    yield return block;
                }
                block = [];
            }
            block?.Add(line);
        }
        if (block is not null)
        {
            yield return block;
        }
    }

    private static List<Step> Steps(IEnumerable<string> lines)
    {
        var steps = new List<Step>();
        var document = new StringBuilder();
        bool isInDocument = false;
        foreach (string line in lines)
        {
            string text = line.Trim();
            if (text == "\"\"\"")
            {
                isInDocument = !isInDocument;
                if (!isInDocument)
                {
                    steps[^1] = steps[^1] with { Document = document.ToString().Trim() };
                    document.Clear();
                }
            }
            else if (isInDocument)
            {
                document.Append(line).Append('\n');
            }
            else if (text.StartsWith('|'))
            {
                steps[^1] = steps[^1] with { Table = [.. steps[^1].Table, Cells(text)] };
            }
            else if (
                Keywords.FirstOrDefault(k => text.StartsWith(k, StringComparison.Ordinal)) is
                { } keyword
            )
            {
                steps.Add(new Step(text[keyword.Length..].Trim(), "", []));
            }
        }
        return steps;
    }

    private static List<IReadOnlyList<string>> Table(IEnumerable<string> lines) =>
        [.. lines.Select(static l => l.Trim()).Where(static l => l.StartsWith('|')).Select(Cells)];

    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (int i = 1; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length && line[i + 1] is '|')
            {
                cell.Append(line[++i]);
            }
            else if (line[i] == '|')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }
        return cells;
    }

    private static Step Fill(Step step, IReadOnlyList<string> names, IReadOnlyList<string> values)
    {
        string Replace(string text)
        {
            for (int i = 0; i < names.Count; i++)
            {
                text = text.Replace($"<{names[i]}>", values[i], StringComparison.Ordinal);
            }
            return text;
        }
        return new Step(
            Replace(step.Text),
            Replace(step.Document),
            [.. step.Table.Select(row => (IReadOnlyList<string>)[.. row.Select(Replace)])]
        );
    }
}
