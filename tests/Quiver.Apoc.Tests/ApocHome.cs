using Quiver.Engine.Results;
using Quiver.Engine.Sessions;
using Quiver.Engine.Tests;
using Quiver.Foundation.IO;
using Quiver.Model.Values;

namespace Quiver.Apoc.Tests;

/// <summary>An engine with the procedures over an empty database, and its import folder.</summary>
internal sealed class ApocHome : IAsyncDisposable
{
    private readonly EngineHome _home;

    public ApocHome(Func<ApocOptions, ApocOptions>? change = null)
    {
        _home = new EngineHome(options =>
        {
            var apoc = new ApocOptions
            {
                Files = PosixFileSystem.Instance,
                ImportFolder = Path.Combine(options.Home, "import"),
            };
            apoc = change?.Invoke(apoc) ?? apoc;
            return options with { Procedures = ApocProcedures.Of(apoc), Remote = apoc.Remote };
        });
        Folder = Path.Combine(_home.Path, "import");
        Directory.CreateDirectory(Folder);
    }

    /// <summary>The import folder.</summary>
    public string Folder { get; }

    /// <summary>An engine whose default database holds nothing.</summary>
    public static async Task<ApocHome> EmptyAsync(Func<ApocOptions, ApocOptions>? change = null)
    {
        var home = new ApocHome(change);
        await home.RunAsync("MATCH (n) DETACH DELETE n");
        return home;
    }

    public Task<List<string>> RowsAsync(string query) => _home.RowsAsync(query);

    /// <summary>Runs a query on its own and gives its summary.</summary>
    public async Task<QuerySummary> RunAsync(
        string query,
        IReadOnlyDictionary<string, Value>? parameters = null
    )
    {
        await using var session = _home.OpenSession();
        await using var cursor = await session.RunAsync(
            new RunRequest { Query = query, Parameters = parameters ?? MapValue.Empty }
        );
        await EngineHome.RowsAsync(cursor);
        return cursor.Summary;
    }

    public EngineSession OpenSession() => _home.OpenSession();

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public void Write(string name, string text) =>
        File.WriteAllText(Path.Combine(Folder, name), text);

    public ValueTask DisposeAsync() => _home.DisposeAsync();
}
