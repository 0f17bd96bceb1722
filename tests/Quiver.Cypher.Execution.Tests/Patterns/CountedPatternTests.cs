using Quiver.Cypher.Planning.Plans;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Patterns;

/// <summary>
/// What is read without making every match (different ends of walks, degrees, groups of many left rows at once) is what trying every match
/// over random graphs gives.
/// </summary>
public sealed class CountedPatternTests
{
    private static readonly Direction[] Directions =
    [
        Direction.Outgoing,
        Direction.Incoming,
        Direction.Both,
    ];

    [Theory]
    [InlineData(DataForm.Delta)]
    [InlineData(DataForm.Both)]
    public void Different_ends_of_walks_are_those_of_all_walks(DataForm form) =>
        ForRandomGraphs(
            form,
            (plain, graph, random) =>
            {
                var step = RandomWalk(random);
                var expected = Pairs(plain, step).Distinct().Order().ToList();
                string pattern = $"(a){step}";
                string query = $"MATCH {pattern} RETURN DISTINCT a.id, b.id";
                Assert.True(HasPruning(graph.Plan(query).Root), query);
                var found = PairsOf(graph, query);
                Assert.Equal(expected, found);
                found = PairsOf(
                    graph,
                    $"MATCH (a), (b) WHERE EXISTS {{ {pattern} }} RETURN a.id, b.id"
                );
                Assert.Equal(expected, found);
                return expected.Count;
            }
        );

    [Theory]
    [InlineData(DataForm.Delta)]
    [InlineData(DataForm.Both)]
    public void Degrees_are_the_numbers_of_matches(DataForm form) =>
        ForRandomGraphs(
            form,
            (plain, graph, random) =>
            {
                var step = RandomStep(random, 1, 1);
                var expected = Pairs(plain, step).ToLookup(static p => p.From);
                string query =
                    $"MATCH (a) RETURN a.id, COUNT {{ (a){step} }}, size([(a){step} | 1]), EXISTS {{ (a){step} }}";
                int matches = 0;
                foreach (var row in graph.Run(query).Rows)
                {
                    int count = expected[(int)row[0].AsInteger()].Count();
                    Assert.Equal(count, row[1].AsInteger());
                    Assert.Equal(count, row[2].AsInteger());
                    Assert.Equal(count > 0, row[3].AsBoolean());
                    matches += count;
                }
                return matches;
            }
        );

    [Theory]
    [InlineData(DataForm.Delta)]
    [InlineData(DataForm.Both)]
    public void Groups_under_an_Apply_are_those_of_each_left_row(DataForm form) =>
        ForRandomGraphs(
            form,
            (plain, graph, random) =>
            {
                var step = RandomStep(random, 1, 1 + random.Next(2));
                var expected = Pairs(plain, step).ToLookup(static p => p.From, static p => p.To);
                var query =
                    $"MATCH (a) CALL (a) {{ MATCH (a){step} RETURN count(*) AS n, collect(b.id) AS ids }} "
                    + $"CALL (a) {{ MATCH (a){step} RETURN DISTINCT b }} "
                    + $"CALL (a, b) {{ MATCH (a){step.ToString().Replace("(b", "(c", StringComparison.Ordinal)} WITH c.id % 2 AS rest, count(*) AS m RETURN collect(m) AS sizes }} "
                    + "RETURN a.id, b.id, n, ids, sizes";
                int matches = 0;
                foreach (var row in graph.Run(query).Rows)
                {
                    var ends = expected[(int)row[0].AsInteger()].ToList();
                    Assert.Contains((int)row[1].AsInteger(), ends);
                    Assert.Equal(ends.Count, row[2].AsInteger());
                    Assert.Equal(ends.Order(), Integers(row[3]).Order());
                    Assert.Equal(
                        ends.GroupBy(static e => e % 2).Select(static g => g.Count()).Order(),
                        Integers(row[4]).Order()
                    );
                    matches++;
                }
                Assert.Equal(expected.Sum(static g => g.Distinct().Count()), matches);
                return matches;
            }
        );

    private static void ForRandomGraphs(
        DataForm form,
        Func<PlainGraph, TestGraph, Random, int> test
    )
    {
        int rows = 0;
        for (int seed = 0; seed < Nightly.Times(40, 2000); seed++)
        {
            var random = new Random(seed);
            var plain = new PlainGraph(random);
            using var graph = new TestGraph(plain.Lines, form);
            for (int query = 0; query < 8; query++)
            {
                rows += test(plain, graph, random);
            }
        }
        // Most patterns must match something, or the test tests nothing.
        Assert.True(rows > 200, $"only {rows} rows");
    }

    private static bool HasPruning(PlanNode node) =>
        node is VarLengthExpand { IsPruning: true } || node.Children.Any(HasPruning);

    private static PatternStep RandomWalk(Random random) =>
        RandomStep(random, random.Next(2), 2 + random.Next(3));

    private static PatternStep RandomStep(Random random, int minimum, int maximum) =>
        new(
            "a",
            "r",
            "b",
            Directions[random.Next(3)],
            random.Next(3) == 0 ? null : "R",
            random.Next(3) == 0 ? "A" : null,
            minimum,
            maximum
        );

    private static IEnumerable<(int From, int To)> Pairs(PlainGraph plain, PatternStep step)
    {
        for (int node = 0; node < plain.NodeCount; node++)
        {
            var start = new Dictionary<string, int[]>(StringComparer.Ordinal) { ["a"] = [node] };
            foreach (var match in plain.Match(start, [step], new HashSet<int>()))
            {
                yield return (node, match["b"][0]);
            }
        }
    }

    private static List<(int, int)> PairsOf(TestGraph graph, string query) =>
        [
            .. graph
                .Run(query)
                .Rows.Select(static r => ((int)r[0].AsInteger(), (int)r[1].AsInteger()))
                .Order(),
        ];

    private static IEnumerable<int> Integers(Value list)
    {
        foreach (var element in list.AsList())
        {
            yield return (int)element.AsInteger();
        }
    }
}
