using System.Text.RegularExpressions;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Cypher.Planning;
using Quiver.Cypher.Syntax;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Tests;

/// <summary>
/// A small graph in a database of its own, written from lines such as <c>(a:Person {name: 'Ann'})</c> and
/// <c>(a)-[:KNOWS {since: 1}]->(b)</c>; the nodes' names in the text are how results show them.
/// </summary>
internal sealed partial class TestGraph : IDisposable
{
    private readonly string _folder = Directory
        .CreateTempSubdirectory("quiver-execution-")
        .FullName;
    private readonly Database _database;
    private readonly Dictionary<string, NodeId> _nodes = new(StringComparer.Ordinal);

    public TestGraph(IReadOnlyList<string> lines, DataForm form = DataForm.Delta)
    {
        var files = PosixFileSystem.Instance;
        string home = Path.Combine(_folder, "db");
        Database.CreateEmpty(files, home);
        _database = Database.Open(files, home, DatabaseOptions.Default);
        // Several transactions, so that reads meet several runs of changes.
        int written = 0;
        foreach (var chunk in lines.Chunk(5))
        {
            Write(chunk);
            written += chunk.Length;
            if (form == DataForm.Both && written < lines.Count / 2)
            {
                Checkpoint();
            }
        }
        if (form is DataForm.Patch or DataForm.Reopened)
        {
            Checkpoint();
        }
        Snapshot?.Dispose();
        if (form == DataForm.Reopened)
        {
            _database.Dispose();
            _database = Database.Open(files, home, DatabaseOptions.Default);
        }
        Snapshot = _database.Latest();
    }

    public Snapshot Snapshot { get; private set; }

    /// <summary>The names of the nodes by id.</summary>
    public Dictionary<long, string> Names { get; } = [];

    /// <summary>Runs a query; gives its columns' names and its rows.</summary>
    public (IReadOnlyList<string> Columns, List<Value[]> Rows) Run(
        string query,
        MapValue? parameters = null,
        ExecutionOptions? options = null
    )
    {
        using var cursor = Start(query, parameters, options);
        var rows = new List<Value[]>();
        while (cursor.Next() is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add([.. batch.Columns.Select(column => column[row])]);
            }
        }
        return (cursor.Columns, rows);
    }

    public QueryCursor Start(
        string query,
        MapValue? parameters = null,
        ExecutionOptions? options = null
    ) =>
        QueryExecution.Start(
            Plan(query, (options ?? ExecutionOptions.Default).Procedures),
            Snapshot,
            parameters ?? MapValue.Empty,
            options ?? ExecutionOptions.Default,
            TestContext.Current.CancellationToken
        );

    /// <summary>The newest commit, for the caller to dispose.</summary>
    public Snapshot Latest() => _database.Latest();

    public ValueTask<WriteTransaction> BeginWriteAsync() =>
        _database.BeginWriteAsync(TestContext.Current.CancellationToken);

    public QueryPlan Plan(string query, ProcedureSet? procedures = null)
    {
        var statistics = new SnapshotStatistics(
            Snapshot,
            (procedures ?? ProcedureSet.Standard).Catalog
        );
        return CypherPlanner.Plan(CypherParser.Parse(query), statistics, statistics);
    }

    public void Dispose()
    {
        Snapshot.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Checkpoint() =>
        _database
            .CheckpointAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .GetAwaiter()
            .GetResult();

    private void Write(string[] lines)
    {
        using var transaction = _database
            .BeginWriteAsync(TestContext.Current.CancellationToken)
            .AsTask()
            .GetAwaiter()
            .GetResult();
        foreach (string line in lines)
        {
            var relationship = RelationshipLine().Match(line);
            if (relationship.Success)
            {
                WriteRelationship(transaction, relationship);
            }
            else
            {
                WriteNode(transaction, NodeLine().Match(line));
            }
        }
        transaction.CommitAsync().AsTask().GetAwaiter().GetResult();
    }

    private void WriteNode(WriteTransaction transaction, Match line)
    {
        Assert.True(line.Success, "A line of the graph is neither a node nor a relationship.");
        var labels = line.Groups["labels"]
            .Value.Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(transaction.Label)
            .ToArray();
        var node = transaction.CreateNode(labels);
        _nodes.Add(line.Groups["name"].Value, node);
        Names.Add(node.Value, line.Groups["name"].Value);
        foreach (var (key, value) in PropertiesOf(line))
        {
            transaction.SetProperty(node, transaction.PropertyKey(key), value);
        }
    }

    private void WriteRelationship(WriteTransaction transaction, Match line)
    {
        var relationship = transaction.CreateRelationship(
            _nodes[line.Groups["from"].Value],
            transaction.RelationshipType(line.Groups["type"].Value),
            _nodes[line.Groups["to"].Value]
        );
        foreach (var (key, value) in PropertiesOf(line))
        {
            transaction.SetProperty(relationship, transaction.PropertyKey(key), value);
        }
    }

    private MapValue PropertiesOf(Match line)
    {
        string text = line.Groups["properties"].Value;
        if (text.Length == 0)
        {
            return MapValue.Empty;
        }
        Snapshot ??= _database.Latest();
        return Run($"RETURN {text} AS map").Rows[0][0].AsMap();
    }

    [GeneratedRegex(
        @"^\((?<name>\w+)(?<labels>(:\w+)*)\s*(?<properties>\{.*\})?\)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex NodeLine();

    [GeneratedRegex(
        @"^\((?<from>\w+)\)-\[:(?<type>\w+)\s*(?<properties>\{.*\})?\]->\((?<to>\w+)\)$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex RelationshipLine();
}
