using Quiver.Cypher.Execution.Procedures;
using Quiver.Engine;
using Quiver.Engine.Results;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Foundation.IO;
using Quiver.Model.Values;

namespace Quiver.Tck;

/// <summary>An engine with one empty database, gone with its disposal.</summary>
internal sealed class TckEngine : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("quiver-tck-");
    private readonly QuiverEngine _engine;

    /// <param name="procedures">The procedures that queries may call besides the engine's own.</param>
    public TckEngine(params IReadOnlyList<Procedure> procedures)
    {
        _engine = QuiverEngine.Open(
            new EngineOptions
            {
                Home = _home.FullName,
                FileSystem = PosixFileSystem.Instance,
                Procedures = procedures,
            }
        );
        _engine.CreateDefaultDatabase();
    }

    /// <summary>Runs a query and hands its result to a reader before the commit.</summary>
    public async Task RunAsync(
        string query,
        IReadOnlyDictionary<string, Value> parameters,
        bool isExplicit,
        Func<QueryCursor, Task> read
    )
    {
        await using var session = _engine.OpenSession(_engine.Authenticate(AuthToken.None));
        if (isExplicit)
        {
            await using var transaction = await session.BeginAsync(new BeginRequest());
            await using (var result = await transaction.RunAsync(query, parameters))
            {
                await read(result);
            }
            await transaction.CommitAsync();
            return;
        }
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = query, Parameters = parameters }
        );
        await read(cursor);
    }

    /// <summary>Runs a query for its effects.</summary>
    public Task RunAsync(string query) =>
        RunAsync(
            query,
            RunRequest.NoParameters,
            isExplicit: false,
            static c => c.DiscardAsync().AsTask()
        );

    /// <summary>The value of an expression.</summary>
    public async Task<Value> EvaluateAsync(string expression)
    {
        var value = Value.Null;
        await RunAsync(
            $"RETURN {expression} AS value",
            RunRequest.NoParameters,
            isExplicit: false,
            async cursor =>
            {
                var batch = await cursor.NextBatchAsync(1);
                value = batch!.Columns[0][0];
            }
        );
        return value;
    }

    /// <summary>The rows of a query as text.</summary>
    public async Task<List<string[]>> RowsAsync(string query)
    {
        var rows = new List<string[]>();
        await RunAsync(
            query,
            RunRequest.NoParameters,
            isExplicit: false,
            cursor => ReadAsync(cursor, rows, ignoresListOrder: false)
        );
        return rows;
    }

    /// <summary>Reads a result to its end.</summary>
    public static async Task ReadAsync(
        QueryCursor cursor,
        List<string[]> rows,
        bool ignoresListOrder
    )
    {
        while (await cursor.NextBatchAsync(100) is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add([
                    .. batch.Columns.Select(c =>
                        ValueForm.Of(c[row], cursor.Entities, ignoresListOrder)
                    ),
                ]);
            }
        }
    }

    /// <summary>What the graph holds now.</summary>
    public async Task<GraphState> StateAsync()
    {
        var nodes = await RowsAsync("MATCH (n) RETURN id(n)");
        var relationships = await RowsAsync("MATCH ()-[r]->() RETURN id(r)");
        var labels = await RowsAsync("MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l");
        var ofNodes = await RowsAsync("MATCH (n) UNWIND keys(n) AS k RETURN 'n', id(n), k, n[k]");
        var ofRelationships = await RowsAsync(
            "MATCH ()-[r]->() UNWIND keys(r) AS k RETURN 'r', id(r), k, r[k]"
        );
        return new GraphState(
            Set(nodes),
            Set(relationships),
            Set(labels),
            Set([.. ofNodes, .. ofRelationships])
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private static HashSet<string> Set(IEnumerable<string[]> rows) =>
        rows.Select(static r => string.Join('|', r)).ToHashSet(StringComparer.Ordinal);
}
