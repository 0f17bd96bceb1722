using Quiver.Engine.Databases;
using Quiver.Engine.Sessions;
using Quiver.Foundation.IO;
using Quiver.Import;
using Quiver.Import.Increments;
using Quiver.Storage.Increments;

namespace Quiver.Engine.Tests.Increments;

/// <summary>
/// An engine whose database has nodes <c>a</c>, <c>b</c> and <c>c</c> with unique ids and relationships between them, and increments that are built beside it and merged by it,
/// as a command beside a server does.
/// </summary>
internal sealed class IncrementHome : IAsyncDisposable
{
    private const string NodeHeader = "id:ID(P){label:P},name,x:int,:+LABEL,:-LABEL,:ACTION";
    private const string RelationshipHeader =
        ":START_ID(P),:END_ID(P),uid:int{identifier:true},w:int,:ACTION";

    private readonly EngineHome _home = new();

    private IncrementHome() { }

    public QuiverEngine Engine => _home.Engine;

    public string Folder => _home.Path;

    public string Report => File.ReadAllText(Path.Join(Folder, "import.report"));

    public static async Task<IncrementHome> OpenAsync()
    {
        var home = new IncrementHome();
        await home.RunAsync(
            "MATCH (n) DETACH DELETE n",
            "CREATE CONSTRAINT ids FOR (p:P) REQUIRE p.id IS UNIQUE",
            "CREATE (a:P:Old {id: 'a', name: 'Ann'}), (b:P {id: 'b', name: 'Bob'}), (c:P {id: 'c', name: 'Cy'}), (a)-[:R {uid: 1, w: 1}]->(b), (b)-[:R {uid: 2, w: 2}]->(c)"
        );
        return home;
    }

    public EngineSession OpenSession() => _home.OpenSession();

    public Task<List<string>> RowsAsync(string query) => _home.RowsAsync(query);

    /// <summary>Runs statements, each in a transaction of its own.</summary>
    public async Task RunAsync(params string[] statements)
    {
        foreach (string statement in statements)
        {
            await RowsAsync(statement);
        }
    }

    /// <summary>Prepares and builds an increment.</summary>
    public ImportOptions Build(string[] nodes, string[] relationships)
    {
        var options = new ImportOptions
        {
            DatabaseName = "neo4j",
            DatabaseDirectory = Path.Join(Folder, "databases", "neo4j"),
            FileSystem = PosixFileSystem.Instance,
            Nodes = [new(["P"], [Write("nodes.csv", NodeHeader, nodes)])],
            Relationships = [new("R", [Write("joins.csv", RelationshipHeader, relationships)])],
            Threads = 1,
            ReportFile = Path.Join(Folder, "import.report"),
        };
        Run(options, IncrementStage.Prepare);
        Run(options, IncrementStage.Build);
        return options;
    }

    /// <summary>Merges what is built.</summary>
    public Task<IncrementResult> MergeAsync(ImportOptions options) =>
        Task.Run(() => Run(options with { Nodes = [], Relationships = [] }, IncrementStage.Merge));

    /// <summary>A line for each node, by id, and then one for each relationship, by its ends and its own id.</summary>
    public async Task<List<string>> DescribeAsync()
    {
        var nodes = await RowsAsync(
            "MATCH (n) RETURN n.id + ' ' + coalesce(n.name, '-') + ' ' + coalesce(toString(n.x), '-') + reduce(t = '', l IN labels(n) | t + ':' + l) AS line ORDER BY line"
        );
        var relationships = await RowsAsync(
            "MATCH (n)-[r]->(m) RETURN n.id + '-' + type(r) + ' ' + coalesce(toString(r.uid), '-') + ' ' + coalesce(toString(r.w), '-') + '->' + m.id AS line ORDER BY line"
        );
        return [.. nodes.Concat(relationships).Select(static line => line.Trim('\''))];
    }

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    private string Write(string name, string header, string[] rows)
    {
        string path = Path.Join(Folder, name);
        File.WriteAllLines(path, [header, .. rows]);
        return path;
    }

    private IncrementResult Run(ImportOptions options, IncrementStage stage) =>
        new IncrementalImporter(
            options with
            {
                Increment = new() { Stage = stage },
            },
            new Target(Engine, options.FileSystem),
            new SampleDatabase.NoProgress(),
            CancellationToken.None
        ).Run();

    private sealed class Target(QuiverEngine engine, IFileSystem files) : IIncrementTarget
    {
        public MergeResult Merge(
            Increment increment,
            MergeOptions options,
            CancellationToken cancellation
        )
        {
            var merged = engine
                .MergeIncrementAsync("neo4j", cancellation)
                .AsTask()
                .GetAwaiter()
                .GetResult();
            return merged.Refusal == MergeRefusal.None
                ? new(
                    merged.Sequence,
                    LeftOutFile.Read(files, increment.Folder),
                    TimeSpan.FromMicroseconds(merged.PauseMicroseconds),
                    merged.Attempts
                )
                : throw new MergeConflictException(merged.Refusal == MergeRefusal.OneTooMany);
        }
    }
}
