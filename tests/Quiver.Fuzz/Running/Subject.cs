using System.Globalization;
using System.Text;
using Quiver.Engine;
using Quiver.Engine.Results;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Foundation.IO;
using Quiver.Fuzz.Generation;
using Quiver.Fuzz.Reference;
using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Fuzz.Running;

/// <summary>An engine with a graph: what is tested.</summary>
internal sealed class Subject : IAsyncDisposable
{
    // More rows than the reference makes.
    private const int MaxRows = 50_000;
    private const string TooManyRows = "more rows than are compared";

    private static readonly string[] Indexes =
    [
        "CREATE INDEX FOR (n:A) ON (n.i)",
        "CREATE INDEX FOR (n:B) ON (n.s)",
        "CREATE TEXT INDEX FOR (n:A) ON (n.s)",
        "CREATE INDEX FOR (n:C) ON (n.m)",
        "CREATE INDEX FOR (n:A) ON (n.b, n.f)",
        "CREATE INDEX FOR ()-[r:R]-() ON (r.i)",
        "CREATE INDEX FOR (n:C) ON (n.d)",
        "CREATE CONSTRAINT FOR (n:B) REQUIRE n.id IS UNIQUE",
        "CREATE INDEX FOR ()-[r:S]-() ON (r.id)",
        "CREATE POINT INDEX FOR (n:A) ON (n.p)",
        "CREATE INDEX FOR (n:B) ON (n.t)",
        "CREATE INDEX FOR (n:A) ON (n.u)",
        "CREATE INDEX FOR (n:C) ON (n.i, n.s)",
        "CREATE TEXT INDEX FOR (n:C) ON (n.m)",
        "CREATE INDEX FOR ()-[r:T]-() ON (r.i, r.s)",
        "CREATE POINT INDEX FOR ()-[r:R]-() ON (r.p)",
        "CREATE TEXT INDEX FOR ()-[r:R]-() ON (r.s)",
        "CREATE INDEX FOR (n:B) ON (n.l)",
        "CREATE INDEX FOR (n:B) ON (n.p)",
        "CREATE INDEX FOR (n:B) ON (n.b, n.d, n.i)",
        "CREATE INDEX FOR (n:B) ON (n.i)",
    ];

    private static readonly string[] GraphQueries =
    [
        "MATCH (n) RETURN n",
        "MATCH (a)-[r]->(b) RETURN a, r, b",
    ];

    private readonly DirectoryInfo? _folder;
    private readonly IFileSystem _disk;
    private readonly string _home;
    private QuiverEngine _engine;
    private PendingChanges? _pending;

    private Subject()
    {
        _disk = new SimulatedFileSystem(1);
        _home = "/disk";
        _engine = Open();
        _engine.CreateDefaultDatabase();
    }

    private Subject(PlainGraph imported)
    {
        _disk = PosixFileSystem.Instance;
        _folder = Directory.CreateTempSubdirectory("quiver-fuzz-");
        _home = _folder.FullName;
        ImportedGraph.Create(_home, imported);
        _engine = Open();
    }

    /// <summary>Whether a constraint keeps the ids of nodes of B different.</summary>
    public bool KeepsIds { get; private set; }

    /// <summary>How long a query may take.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Makes an engine with a graph.</summary>
    public static async Task<Subject> CreateAsync(PlainGraph graph, DataForm form, int indexes)
    {
        var subject = form == DataForm.Imported ? new Subject(graph) : new Subject();
        if (form != DataForm.Imported)
        {
            await subject.NameAllAsync();
        }
        for (int i = 0; i < Indexes.Length; i++)
        {
            if ((indexes >> i & 1) == 1)
            {
                subject.KeepsIds |= Indexes[i].EndsWith("IS UNIQUE", StringComparison.Ordinal);
                await subject.DoAsync(Indexes[i]);
            }
        }
        if (form is DataForm.Changed or DataForm.Pending)
        {
            await subject.LoadChangedAsync(graph, isPending: form == DataForm.Pending);
        }
        else if (form == DataForm.Imported)
        {
            await subject.CompleteAsync(graph);
        }
        else
        {
            await subject.LoadAsync(graph);
        }
        if (form is DataForm.Checkpointed or DataForm.Reopened)
        {
            await subject.DoAsync("CALL db.checkpoint()");
        }
        if (form == DataForm.Reopened)
        {
            await subject._engine.DisposeAsync();
            subject._engine = subject.Open();
        }
        return subject;
    }

    /// <summary>Runs a query that reads, alone or in a transaction.</summary>
    public async Task<Outcome> ReadAsync(FuzzQuery query, bool isExplicit)
    {
        try
        {
            if (_pending is not null)
            {
                return await _pending.RunAsync(query, RowsAsync);
            }
            await using var session = OpenSession();
            if (!isExplicit)
            {
                await using var cursor = await session.RunAsync(
                    new RunRequest
                    {
                        Query = query.Text,
                        Parameters = query.Parameters,
                        Timeout = Patience,
                    }
                );
                return await RowsAsync(cursor);
            }
            await using var transaction = await session.BeginAsync(
                new BeginRequest { Timeout = Patience }
            );
            await using var result = await transaction.RunAsync(query.Text, query.Parameters);
            return await RowsAsync(result);
        }
        catch (CypherException error)
        {
            return Outcome.Failed($"{error.Status.Code}: {error.Message}");
        }
    }

    /// <summary>Runs a query that changes the graph; gives the graph that it leaves as well.</summary>
    /// <param name="query">The query.</param>
    /// <param name="commits">Whether the change remains.</param>
    public async Task<Outcome> ChangeAsync(FuzzQuery query, bool commits)
    {
        if (commits || _pending is not null)
        {
            var outcome = await ReadAsync(query, isExplicit: false);
            outcome = outcome.Error is null ? outcome with { Graph = await GraphAsync() } : outcome;
            if (_pending is not null && outcome.Error is null)
            {
                await _pending.KeepAsync(query, commits);
            }
            return outcome;
        }
        try
        {
            await using var session = OpenSession();
            await using var transaction = await session.BeginAsync(
                new BeginRequest { Timeout = Patience }
            );
            Outcome outcome;
            await using (var cursor = await transaction.RunAsync(query.Text, query.Parameters))
            {
                outcome = await RowsAsync(cursor);
            }
            var graph = new List<string>();
            foreach (string part in GraphQueries)
            {
                await using var cursor = await transaction.RunAsync(part, RunRequest.NoParameters);
                graph.AddRange(GraphRows(await RowsAsync(cursor)));
            }
            await transaction.RollbackAsync();
            return outcome with { Graph = graph };
        }
        catch (CypherException error)
        {
            return Outcome.Failed($"{error.Status.Code}: {error.Message}");
        }
    }

    private async Task<List<string>> GraphAsync()
    {
        var graph = new List<string>();
        foreach (string part in GraphQueries)
        {
            var outcome = await ReadAsync(
                new(part, MapValue.Empty, Changes: false),
                isExplicit: false
            );
            graph.AddRange(GraphRows(outcome));
        }
        return graph;
    }

    private static IOrderedEnumerable<string> GraphRows(Outcome outcome) =>
        outcome.Error switch
        {
            null => outcome.Rows.Order(StringComparer.Ordinal),
            // A change inside CALL that multiplies what it matches from row to row makes such a graph.
            TooManyRows => throw new UndecidedException($"a graph of {TooManyRows}"),
            var error => throw new InvalidOperationException(
                $"The graph could not be read: {error}"
            ),
        };

    public async ValueTask DisposeAsync()
    {
        if (_pending is not null)
        {
            await _pending.DisposeAsync();
        }
        await _engine.DisposeAsync();
        _folder?.Delete(recursive: true);
    }

    private EngineSession OpenSession() =>
        _engine.OpenSession(_engine.Authenticate(AuthToken.None));

    private static async Task<Outcome> RowsAsync(QueryCursor cursor)
    {
        var rows = new List<string>();
        var loose = new List<string>();
        var content = new EngineContent(cursor.Entities);
        var exactText = new ContentText(content, isLoose: false);
        var looseText = new ContentText(content, isLoose: true);
        while (await cursor.NextBatchAsync(1000) is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                int at = row;
                Value[] values = [.. batch.Columns.Select(c => c[at])];
                rows.Add(exactText.Format(values));
                loose.Add(looseText.Format(values));
            }
            if (rows.Count > MaxRows)
            {
                return Outcome.Failed(TooManyRows);
            }
        }
        return new(rows, loose);
    }

    private async Task DoAsync(string statement)
    {
        if (_pending is not null)
        {
            _pending.Add(new(statement, MapValue.Empty, Changes: true));
            return;
        }
        await using var session = OpenSession();
        await using var cursor = await session.RunAsync(new RunRequest { Query = statement });
        await cursor.DiscardAsync();
    }

    private async Task NameAllAsync()
    {
        // The numbers of names follow their alphabet, and so does what labels() and keys() give.
        string keys = string.Join(", ", Vocabulary.Keys.Select(k => $"{k}: 1"));
        await DoAsync($"CREATE (a:A:B:C {{{keys}}})-[:R]->(a), (a)-[:S]->(a), (a)-[:T]->(a)");
        await DoAsync("MATCH (n) DETACH DELETE n");
    }

    /// <summary>What an import left out.</summary>
    private async Task CompleteAsync(PlainGraph graph)
    {
        await DoAsync("MATCH (n {id: -1}) DETACH DELETE n");
        var entities = graph
            .Nodes.Values.Select(n => ("(n)", n.Properties))
            .Concat(graph.Relationships.Values.Select(r => ("()-[n]->()", r.Properties)));
        foreach (var (pattern, properties) in entities)
        {
            var left = properties.Where(p => ImportedGraph.IsLeftOut(p.Key, p.Value)).ToList();
            if (left.Count > 0)
            {
                string where = ValueText.Format(properties["id"]);
                await DoAsync(
                    $"MATCH {pattern} WHERE n.id = {where} SET n += {GraphText.Map(left)}"
                );
            }
        }
    }

    private async Task LoadAsync(PlainGraph graph)
    {
        var text = new StringBuilder();
        foreach (var node in graph.Nodes.Values)
        {
            text.Append(text.Length == 0 ? "CREATE " : ", ");
            text.Append(CultureInfo.InvariantCulture, $"{GraphText.Node(node)}");
        }
        foreach (var relationship in graph.Relationships.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $", {GraphText.Relationship(relationship)}");
        }
        await DoAsync(text.ToString());
    }

    /// <summary>Half the graph with other content, a checkpoint, then what makes it the graph.</summary>
    private async Task LoadChangedAsync(PlainGraph graph, bool isPending)
    {
        foreach (var node in graph.Nodes.Values)
        {
            await DoAsync($"CREATE (:A {{i: 3, m: 'old', id: {node.Id}}})");
            await DoAsync($"CREATE (:B {{i: 1, id: {-1 - node.Id}}})-[:R {{id: -1}}]->(:C)");
        }
        var relationships = graph.Relationships.Values.ToList();
        foreach (var relationship in relationships.Take(relationships.Count / 2))
        {
            await ConnectAsync(relationship);
        }
        await DoAsync("MATCH (a:A), (b:A) WHERE a.id < b.id CREATE (a)-[:S {id: -2}]->(b)");
        await DoAsync("CALL db.checkpoint()");
        _pending = isPending ? new PendingChanges(OpenSession) : null;
        await DoAsync("MATCH (n) WHERE n.id < 0 OR n:C DETACH DELETE n");
        await DoAsync("MATCH ()-[r:S {id: -2}]->() DELETE r");
        foreach (var relationship in relationships.Skip(relationships.Count / 2))
        {
            await ConnectAsync(relationship);
        }
        foreach (var node in graph.Nodes.Values)
        {
            string labels = string.Concat(node.Labels.Select(l => ":" + l));
            string set = labels.Length == 0 ? "" : $" SET n{labels}";
            string remove = node.Labels.Contains("A") ? "" : " REMOVE n:A";
            await DoAsync(
                $"MATCH (n {{id: {node.Id}}}) SET n = {GraphText.Map(node.Properties)}{set}{remove}"
            );
        }
    }

    private Task ConnectAsync(PlainRelationship r) =>
        DoAsync(
            $"MATCH (a {{id: {r.Start}}}), (b {{id: {r.End}}}) CREATE (a)-[:{r.Type} {GraphText.Map(r.Properties)}]->(b)"
        );

    private QuiverEngine Open() =>
        QuiverEngine.Open(new EngineOptions { Home = _home, FileSystem = _disk });
}
