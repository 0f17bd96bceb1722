using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Patterns;

/// <summary>Random patterns over random graphs give just the matches that trying everything finds.</summary>
public sealed class RandomPatternTests
{
    private static readonly string[] Names = ["a", "b", "c", "d"];

    [Theory]
    [InlineData(DataForm.Delta)]
    [InlineData(DataForm.Both)]
    public void A_match_finds_all_bindings_and_no_others(DataForm form)
    {
        int matches = 0;
        for (int seed = 0; seed < Nightly.Times(40, 2000); seed++)
        {
            var random = new Random(seed);
            var plain = new PlainGraph(random);
            using var graph = new TestGraph(plain.Lines, form);
            for (int query = 0; query < 8; query++)
            {
                matches += Check(plain, graph, random, seed);
            }
        }
        // Most patterns must match something, or the test tests nothing.
        Assert.True(matches > 200, $"only {matches} rows");
    }

    private static int Check(PlainGraph plain, TestGraph graph, Random random, int seed)
    {
        var steps = RandomSteps(random, 1 + random.Next(3), "r", ["a"]);
        string pattern = $"({steps[0].From}){string.Concat(Chain(steps))}";
        string query = $"MATCH {pattern}";
        var known = new HashSet<string>(["a", .. steps.Select(s => s.To)], StringComparer.Ordinal);
        var optional = random.Next(3) == 0 ? RandomSteps(random, 1, "o", [.. known]) : [];
        if (optional.Count > 0)
        {
            query += $" OPTIONAL MATCH ({optional[0].From}){optional[0]}";
            known.Add(optional[0].To);
        }
        string[] columns = [.. known.Order(StringComparer.Ordinal)];
        var relationships = steps.Concat(optional).ToList();
        query +=
            " RETURN "
            + string.Join(", ", columns.Select(name => $"{name}.id"))
            + string.Concat(
                relationships.Select(s =>
                    s.IsVariable ? $", [x IN {s.Relationship} | x.id]" : $", {s.Relationship}.id"
                )
            );
        var expected = Expected(plain, steps, optional)
            .Select(match => Text(match, columns, relationships))
            .Order(StringComparer.Ordinal)
            .ToList();
        var found = graph
            .Run(query)
            .Rows.Select(row => string.Join(" | ", row.Select(v => v.ToString())))
            .Order(StringComparer.Ordinal)
            .ToList();
        Assert.True(
            expected.SequenceEqual(found),
            $"seed {seed}: {query}\n{string.Join('\n', plain.Lines)}\nexpected:\n{string.Join('\n', expected)}\nfound:\n{string.Join('\n', found)}"
        );
        return found.Count;
    }

    private static IEnumerable<Dictionary<string, int[]>> Expected(
        PlainGraph plain,
        List<PatternStep> steps,
        List<PatternStep> optional
    )
    {
        for (int node = 0; node < plain.NodeCount; node++)
        {
            var start = new Dictionary<string, int[]>(StringComparer.Ordinal)
            {
                [steps[0].From] = [node],
            };
            foreach (var match in plain.Match(start, steps, new HashSet<int>()))
            {
                bool any = false;
                // Relationships of another MATCH may be used again.
                foreach (var further in plain.Match(match, optional, new HashSet<int>()))
                {
                    any = true;
                    yield return further;
                }
                if (!any)
                {
                    yield return match;
                }
            }
        }
    }

    private static string Text(
        Dictionary<string, int[]> match,
        string[] columns,
        List<PatternStep> relationships
    )
    {
        var parts = columns.Select(name =>
            match.TryGetValue(name, out int[]? id) ? $"{id[0]}" : "null"
        );
        var lists = relationships.Select(step =>
            !match.TryGetValue(step.Relationship, out int[]? ids) ? "null"
            : step.IsVariable ? Value.List([.. ids.Select(id => Value.Integer(id))]).ToString()
            : $"{ids[0]}"
        );
        return string.Join(" | ", parts.Concat(lists));
    }

    /// <summary>Steps of which each begins where the one before ended; the first begins at a known node.</summary>
    private static List<PatternStep> RandomSteps(
        Random random,
        int count,
        string prefix,
        string[] known
    )
    {
        var steps = new List<PatternStep>();
        string from = known[random.Next(known.Length)];
        for (int i = 0; i < count; i++)
        {
            bool isVariable = random.Next(3) == 0;
            int minimum = isVariable ? random.Next(3) : 1;
            steps.Add(
                new PatternStep(
                    from,
                    $"{prefix}{i}",
                    Names[random.Next(Names.Length)],
                    (Direction)random.Next(3),
                    random.Next(2) == 0 ? null
                        : random.Next(2) == 0 ? "R"
                        : "S",
                    random.Next(4) == 0 ? "A" : null,
                    minimum,
                    isVariable ? Math.Max(1, minimum) + random.Next(2) : 1
                )
            );
            from = steps[^1].To;
        }
        return steps;
    }

    private static IEnumerable<string> Chain(List<PatternStep> steps) =>
        steps.Select(static step => step.ToString());
}
