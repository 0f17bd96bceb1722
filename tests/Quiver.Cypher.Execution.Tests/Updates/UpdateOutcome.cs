using System.Globalization;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Syntax;
using Quiver.Model.Values;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Tests.Updates;

/// <summary>Runs statements in a transaction and keeps what the last one gave.</summary>
internal sealed class UpdateOutcome(
    TestGraph graph,
    WriteTransaction transaction,
    ExecutionOptions options
)
{
    /// <summary>Whether operators take few rows at once.</summary>
    public bool TakesParts => options.MaxUpdatePartRows < int.MaxValue;

    public List<string> Rows { get; private set; } = [];

    /// <summary>The counters that are not 0, in the order of their names.</summary>
    public string Counters { get; private set; } = "";

    public void Run(string statement, MapValue parameters)
    {
        using var snapshot = transaction.Read();
        var statistics = new SnapshotStatistics(snapshot);
        var plan = CypherPlanner.Plan(CypherParser.Parse(statement), statistics, statistics);
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
        var names = new Dictionary<long, string>(graph.Names);
        for (long node = 0; node < after.NodeIdLimit; node++)
        {
            names.TryAdd(node, "new");
        }
        var text = new RowText(after, names);
        Rows = [.. rows.Select(text.Format)];
        Counters = Text(cursor.Counters);
    }

    private static string Text(UpdateCounters counters)
    {
        (string Name, int Count)[] all =
        [
            ("labels-added", counters.LabelsAdded),
            ("labels-removed", counters.LabelsRemoved),
            ("nodes-created", counters.NodesCreated),
            ("nodes-deleted", counters.NodesDeleted),
            ("properties-set", counters.PropertiesSet),
            ("relationships-created", counters.RelationshipsCreated),
            ("relationships-deleted", counters.RelationshipsDeleted),
        ];
        return string.Join(
            ", ",
            all.Where(static c => c.Count != 0)
                .Select(static c =>
                    string.Create(CultureInfo.InvariantCulture, $"{c.Name} {c.Count}")
                )
        );
    }
}
