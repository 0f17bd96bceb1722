using System.Text;
using Quiver.Cypher.Execution.Tests.Indexes;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Syntax;
using Quiver.Model;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Tests.Updates;

/// <summary>MERGE gives and leaves the same whether it takes its rows one by one or looks for all of them at once.</summary>
public sealed class MergeEquivalenceTests
{
    private const int Seeds = 6;
    private const int StatementsPerSeed = 150;

    // Stored as floats: the second is no longer what was asked for.
    private const string Lists =
        "RETURN [[1, 2.5], [9007199254740993, 0.5], [9007199254740992.0, 0.5], [0, NaN], null] AS v";

    public static TheoryData<int> AllSeeds => [.. Enumerable.Range(0, Seeds)];

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task Rows_merged_at_once_give_what_rows_merged_one_by_one_give(int seed)
    {
        using var graph = new IndexedGraph(seed);
        var lists = graph.Run(Lists, MapValue.Empty, withIndexes: false).Rows[0][0].AsList();
        var random = new Random(seed);
        var statements = new MergeStatements(random, [.. graph.Pool, .. lists]);
        int succeeded = 0;
        for (int i = 0; i < StatementsPerSeed; i++)
        {
            string before = statements.Before();
            string statement =
                random.Next(3) == 0 ? statements.OfRelationships() : statements.OfNodes();
            var rows = statements.Rows();
            bool withIndexes = random.Next(2) == 0;

            int partRows = random.Next(2) == 0 ? int.MaxValue : random.Next(1, 5);

            string expected = await OutcomeAsync(graph, before, statement, rows, withIndexes, null);
            string found = await OutcomeAsync(
                graph,
                before,
                statement,
                rows,
                withIndexes,
                partRows
            );

            Assert.True(
                expected == found,
                $"{before}; {statement}\n{rows["rows"]}\n{Difference(expected, found)}"
            );
            succeeded += expected.StartsWith("error", StringComparison.Ordinal) ? 0 : 1;
        }
        Assert.True(succeeded > StatementsPerSeed / 3, $"Only {succeeded} statements succeeded.");
    }

    private static async Task<string> OutcomeAsync(
        IndexedGraph graph,
        string before,
        string statement,
        MapValue parameters,
        bool withIndexes,
        int? partRows
    )
    {
        using var transaction = await graph.BeginWriteAsync();
        var outcome = new StringBuilder();
        var options = ExecutionOptions.Default with
        {
            MergesRowByRow = partRows is null,
            MaxUpdatePartRows = partRows ?? int.MaxValue,
        };
        var old = graph.Snapshot;
        try
        {
            if (before.Length > 0)
            {
                Run(before, MapValue.Empty, ExecutionOptions.Default);
            }
            outcome.Append(Run(statement, parameters, options));
        }
        catch (CypherException error)
        {
            return $"error {error.Status.Code} {error.Message}";
        }
        outcome.AppendLine("nodes");
        var all = ExecutionOptions.Default;
        outcome.Append(Sorted(Run("MATCH (n) RETURN n", MapValue.Empty, all)));
        outcome.AppendLine("relationships");
        outcome.Append(Sorted(Run("MATCH ()-[r]->() RETURN r", MapValue.Empty, all)));
        return outcome.ToString();

        string Run(string query, MapValue values, ExecutionOptions execution) =>
            RunIn(transaction, query, values, execution, withIndexes, old);
    }

    private static string RunIn(
        WriteTransaction transaction,
        string query,
        MapValue parameters,
        ExecutionOptions options,
        bool withIndexes,
        Snapshot old
    )
    {
        using var snapshot = transaction.Read();
        var statistics = new SnapshotStatistics(snapshot) { SeesIndexes = withIndexes };
        var plan = CypherPlanner.Plan(CypherParser.Parse(query), statistics, statistics);
        using var cursor = QueryExecution.Start(
            plan,
            snapshot,
            parameters,
            options,
            TestContext.Current.CancellationToken,
            transaction
        );
        var rows = new List<Value[]>();
        while (cursor.Next() is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add([.. batch.Columns.Select(column => column[row])]);
            }
        }
        using var after = transaction.Read();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(" | ", row.Select(value => Text(value, after, old))).AppendLine();
        }
        return text.Append(cursor.Counters).AppendLine().ToString();
    }

    /// <summary>Nodes that were there by their id, new ones and relationships by what they hold.</summary>
    private static string Text(Value value, Snapshot graph, Snapshot old)
    {
        var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
        if (value.Kind == ValueKind.Relationship)
        {
            Assert.True(graph.TryReadRelationship(value.AsRelationship(), out var record));
            graph.ReadProperties(value.AsRelationship(), properties);
            string start = Text(Value.Node(record.Start), graph, old);
            string end = Text(Value.Node(record.End), graph, old);
            return $"[{start} {record.Type.Value} {end} {Text(properties, graph)}]";
        }
        if (value.Kind != ValueKind.Node)
        {
            return $"{value.Kind} {value}";
        }
        var node = value.AsNode();
        var labels = new List<LabelId>();
        graph.ReadLabels(node, labels);
        graph.ReadProperties(node, properties);
        string name = old.Exists(node) ? $"{node.Value}" : "new";
        string names = string.Join(
            ':',
            labels.Select(l => graph.Tokens.Labels[l.Value]).Order(StringComparer.Ordinal)
        );
        return $"({name}:{names} {Text(properties, graph)})";
    }

    private static string Text(
        List<KeyValuePair<PropertyKeyId, Value>> properties,
        Snapshot graph
    ) =>
        string.Join(
            ", ",
            properties
                .Select(p => $"{graph.Tokens.PropertyKeys[p.Key.Value]}: {p.Value.Kind} {p.Value}")
                .Order(StringComparer.Ordinal)
        );

    /// <summary>The lines of either that the other does not have in the same place.</summary>
    private static string Difference(string expected, string found)
    {
        string[] wanted = expected.Split('\n');
        string[] got = found.Split('\n');
        int same = wanted.Zip(got).TakeWhile(static pair => pair.First == pair.Second).Count();
        return $"line {same} expected:\n{string.Join('\n', wanted.Skip(same).Take(8))}\nfound:\n"
            + string.Join('\n', got.Skip(same).Take(8));
    }

    private static string Sorted(string lines) =>
        string.Join('\n', lines.Split('\n').Order(StringComparer.Ordinal)) + "\n";
}
