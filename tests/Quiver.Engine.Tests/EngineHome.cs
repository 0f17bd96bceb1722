using Quiver.Engine.Results;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Foundation.IO;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests;

/// <summary>An engine over a home of its own with the sample database, both gone with the test.</summary>
internal sealed class EngineHome : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("quiver-engine-");

    private readonly EngineOptions _options;

    public EngineHome(Func<EngineOptions, EngineOptions>? change = null)
    {
        SampleDatabase.Create(_folder.FullName, "neo4j");
        var options = new EngineOptions
        {
            Home = _folder.FullName,
            FileSystem = PosixFileSystem.Instance,
        };
        _options = change?.Invoke(options) ?? options;
        Engine = QuiverEngine.Open(_options);
    }

    public string Path => _folder.FullName;

    public QuiverEngine Engine { get; }

    /// <summary>Closes the engine and gives another over the same home, with the same options unless they are changed.</summary>
    public QuiverEngine Reopen(Func<EngineOptions, EngineOptions>? change = null)
    {
        Engine.DisposeAsync().AsTask().Wait();
        return QuiverEngine.Open(change?.Invoke(_options) ?? _options);
    }

    public EngineSession OpenSession() => Engine.OpenSession(Engine.Authenticate(AuthToken.None));

    /// <summary>The files in a folder of a database.</summary>
    public string[] FilesOf(string database, string folder) =>
        Directory.GetFiles(System.IO.Path.Combine(Path, "databases", database, folder));

    /// <summary>Runs a query on its own and gives its rows as text.</summary>
    public async Task<List<string>> RowsAsync(string query)
    {
        await using var session = OpenSession();
        await using var cursor = await session.RunAsync(new RunRequest { Query = query });
        return await RowsAsync(cursor);
    }

    /// <summary>Reads a result to its end and gives its rows as text.</summary>
    public static async Task<List<string>> RowsAsync(QueryCursor cursor, int maxRows = 1_000)
    {
        var rows = new List<string>();
        while (await cursor.NextBatchAsync(maxRows) is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add(Text(batch, row));
            }
        }
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string Text(Batch batch, int row) =>
        string.Join(", ", batch.Columns.Select(column => ValueText.Format(column[row])));
}
