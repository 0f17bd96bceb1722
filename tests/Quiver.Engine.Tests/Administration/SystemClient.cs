using Quiver.Engine.Results;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Administration;

/// <summary>Runs statements one by one and keeps the last summary.</summary>
internal sealed class SystemClient(QuiverEngine engine, AuthToken? token = null)
{
    private readonly Principal _principal = engine.Authenticate(token ?? AuthToken.None);

    /// <summary>The database of the next statements; null for the default.</summary>
    public string? Database { get; set; }

    public AccessMode AccessMode { get; set; }

    public QuerySummary Summary { get; private set; } =
        new() { QueryType = "r", DatabaseName = "" };

    public IReadOnlyList<string> Columns { get; private set; } = [];

    public async Task<List<string>> RunAsync(
        string query,
        params (string Name, string Text)[] parameters
    )
    {
        await using var session = engine.OpenSession(_principal);
        await using var cursor = await session.RunAsync(
            new RunRequest
            {
                Query = query,
                Database = Database,
                AccessMode = AccessMode,
                Parameters = parameters.ToDictionary(
                    static p => p.Name,
                    static p => Value.String(p.Text),
                    StringComparer.Ordinal
                ),
            }
        );
        var rows = await EngineHome.RowsAsync(cursor);
        Columns = cursor.Columns;
        Summary = cursor.Summary;
        return rows;
    }

    /// <summary>The code, without its common start, and message with which a statement fails.</summary>
    public async Task<string> ErrorAsync(
        string query,
        params (string Name, string Text)[] parameters
    )
    {
        var error = await Assert.ThrowsAsync<CypherException>(() => RunAsync(query, parameters));
        return $"{error.Status.Code["Neo.".Length..]}: {error.Message}";
    }
}
