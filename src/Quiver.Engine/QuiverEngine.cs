using System.Diagnostics;
using Quiver.Engine.Databases;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;

namespace Quiver.Engine;

/// <summary>The databases of one data home, and the only way to them: authentication, sessions, queries.</summary>
/// <remarks>Thread safe.</remarks>
public sealed class QuiverEngine : IAsyncDisposable
{
    private readonly EngineOptions _options;

    private QuiverEngine(EngineOptions options)
    {
        _options = options;
    }

    /// <summary>The name of the database of requests that name none.</summary>
    public string DefaultDatabase => _options.DefaultDatabase;

    /// <summary>Whether clients must authenticate.</summary>
    public bool RequiresAuthentication => _options.Credentials is not null;

    /// <summary>The databases that stand in the home now, ordered by name.</summary>
    public IReadOnlyList<DatabaseDescription> Databases => throw new UnreachableException();

    /// <summary>Opens the home. Databases are opened when they are first used.</summary>
    public static QuiverEngine Open(EngineOptions options) => new(options);

    /// <summary>Checks a client's proof of who it is.</summary>
    /// <returns>Who the client is.</returns>
    /// <exception cref="Model.Status.CypherException"><c>Security.Unauthorized</c> or, after too many failures, <c>Security.AuthenticationRateLimit</c>.</exception>
    public Principal Authenticate(AuthToken token) => throw new UnreachableException();

    /// <summary>The name under which a database is served.</summary>
    /// <param name="name">A name in any case, or null for the default database.</param>
    /// <exception cref="Model.Status.CypherException"><c>Database.DatabaseNotFound</c>.</exception>
    public string ResolveDatabase(string? name) => throw new UnreachableException();

    /// <summary>Opens a session. Costs next to nothing.</summary>
    public EngineSession OpenSession(Principal principal) => new(principal);

    /// <summary>Stops running queries and closes the databases.</summary>
    public ValueTask DisposeAsync() => throw new UnreachableException();
}
