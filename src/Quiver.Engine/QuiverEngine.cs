using Quiver.Engine.Administration;
using Quiver.Engine.Backups;
using Quiver.Engine.Databases;
using Quiver.Engine.PersonalData;
using Quiver.Engine.Plans;
using Quiver.Engine.Procedures;
using Quiver.Engine.Security;
using Quiver.Engine.Sessions;
using Quiver.Engine.Shows;

namespace Quiver.Engine;

/// <summary>The databases of one data home, and the only way to them: authentication, sessions, queries.</summary>
/// <remarks>Thread safe.</remarks>
public sealed class QuiverEngine : IAsyncDisposable
{
    private readonly EngineServices _services;
    private readonly Authenticator _authenticator;
    private readonly BackupService _backups;
    private readonly PersonalDataService _personalData;

    private QuiverEngine(EngineOptions options, SystemStore system)
    {
        var transactions = new TransactionRegistry();
        var databases = new DatabaseSet(options, system, transactions.Stop);
        var access = new AccessControl(options.Credentials, () => system.State);
        _authenticator = new Authenticator(access, options.Clock);
        _services = new EngineServices(
            options,
            databases,
            new QueryPlanner(
                options.PlanCacheCapacity,
                ServerProcedures.Catalog(options.Procedures)
            ),
            transactions,
            access,
            new CommandExecutor(options, system, databases, access, _authenticator),
            new AdministrationLists(options, system, databases, access)
        );
        _backups = new BackupService(options, databases);
        _personalData = new PersonalDataService(_services);
    }

    /// <summary>The name of the database of requests that name none.</summary>
    public string DefaultDatabase => _services.Databases.DefaultName;

    /// <summary>Whether clients must authenticate.</summary>
    public bool RequiresAuthentication => _services.Options.Credentials is not null;

    /// <summary>Whether the account of the options has another password than they say, because a command gave it one.</summary>
    public bool IsStartPasswordChanged => _services.Access.IsConfiguredChanged;

    /// <summary>The databases that stand in the home now, ordered by name.</summary>
    public IReadOnlyList<DatabaseDescription> Databases => _services.Databases.List();

    /// <summary>How many transactions run now, queries of their own among them.</summary>
    public int RunningTransactionCount => _services.Transactions.Count;

    /// <summary>Opens the home, with its <c>system</c> database, which is made when there is none. The others are opened when they are first used.</summary>
    /// <exception cref="IOException">The <c>system</c> database cannot be made or read, or another process has it open.</exception>
    public static QuiverEngine Open(EngineOptions options)
    {
        var engine = new QuiverEngine(options, SystemStore.Open(options.FileSystem, options.Home));
        engine._services.Databases.FinishDrops();
        return engine;
    }

    /// <summary>Makes the default database, empty, unless it exists: clients that name no database expect one.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    public void CreateDefaultDatabase() => _services.Databases.CreateDefault();

    /// <summary>Checks a client's proof of who it is. Costs tens of milliseconds when it was not checked a short time ago.</summary>
    /// <returns>Who the client is.</returns>
    /// <exception cref="Model.Status.CypherException"><c>Security.Unauthorized</c> or, after too many failures, <c>Security.AuthenticationRateLimit</c>.</exception>
    public Principal Authenticate(AuthToken token) => _authenticator.Authenticate(token);

    /// <summary>Gives a token that stands for the password of a user who has just been authenticated, for 24 hours at most.</summary>
    /// <param name="principal">The user.</param>
    /// <param name="lifetime">How long it shall be taken; null for as long as may be.</param>
    public AccessToken IssueToken(Principal principal, TimeSpan? lifetime = null) =>
        _authenticator.IssueToken(principal, lifetime);

    /// <summary>Fails unless the client may administer.</summary>
    /// <exception cref="Model.Status.CypherException"><c>Security.Forbidden</c>, <c>Security.CredentialsExpired</c>.</exception>
    public void RequireAdministrator(Principal principal) =>
        _services.Access.RequireAdmin(principal);

    /// <summary>The name under which a database is served.</summary>
    /// <param name="name">A name or alias in any case, or null for the default database.</param>
    /// <exception cref="Model.Status.CypherException"><c>Database.DatabaseNotFound</c>.</exception>
    public string ResolveDatabase(string? name) => _services.Databases.Resolve(name);

    /// <summary>Opens a database that was just put into the home, so that the first query need not wait for that.</summary>
    /// <exception cref="Model.Status.CypherException"><c>Database.DatabaseNotFound</c>, <c>General.DatabaseUnavailable</c>.</exception>
    public void OpenPublishedDatabase(string name) => _services.Databases.Open(name);

    /// <summary>What stands under a database's name; opens the database when there is one.</summary>
    public DatabaseUse UseOfDatabase(string name) => _services.Databases.UseOf(name);

    /// <summary>
    /// Puts a finished import under a database's name. Until that moment the database that was there is served and written to; transactions that began on
    /// it read it to their end, new ones get the import. On return it is open.
    /// </summary>
    /// <param name="name">The database.</param>
    /// <param name="run">The name of the import's folder in the database's staging folder.</param>
    /// <param name="overwrite">Whether a database that was ever used may be replaced.</param>
    /// <exception cref="IOException">The import cannot be read, or the disk failed.</exception>
    public ValueTask<PublishOutcome> PublishImportAsync(string name, string run, bool overwrite) =>
        _services.Databases.PublishAsync(name, run, overwrite);

    /// <summary>Merges the incremental import that is built for a database, in one commit, while it is read and written.</summary>
    /// <param name="name">The database; it may be stopped, and stays so.</param>
    /// <param name="cancellationToken">Gives it up; nothing is changed then.</param>
    /// <exception cref="IOException">Nothing is built, or it cannot be merged; the message says why.</exception>
    /// <exception cref="Model.Status.CypherException">The database does not exist or cannot be read.</exception>
    public ValueTask<IncrementMerged> MergeIncrementAsync(
        string name,
        CancellationToken cancellationToken = default
    ) => _services.Databases.MergeIncrementAsync(name, cancellationToken);

    /// <summary>Makes a backup, while the databases are read and written. Whether the client may ask for one is the caller's to find out.</summary>
    /// <param name="request">What and where to.</param>
    /// <param name="cancellationToken">Gives it up; nothing is left of it then.</param>
    /// <exception cref="Model.Status.CypherException">A database does not exist or cannot be read, the path is not allowed, or the disk failed.</exception>
    public Task<BackupReport> BackupAsync(
        BackupRequest request,
        CancellationToken cancellationToken = default
    ) => _backups.RunAsync(request, cancellationToken);

    /// <summary>The clients' connections, which the front doors enter here so that they are listed and can be ended.</summary>
    public ConnectionRegistry Connections => _services.Connections;

    /// <summary>Finds, exports and deletes what belongs to a person.</summary>
    public PersonalDataService PersonalData => _personalData;

    /// <summary>Opens a session. Costs next to nothing.</summary>
    /// <param name="principal">Whose.</param>
    /// <param name="addressFor">The host and port by which its client reaches the server, given those that the client itself names, if it does; null where nobody asks for it.</param>
    /// <param name="connection">The connection by which its client came; null where there is none that lasts.</param>
    public EngineSession OpenSession(
        Principal principal,
        Func<string?, string>? addressFor = null,
        ClientConnection? connection = null
    ) => new(_services, principal, addressFor, connection);

    /// <summary>Stops running queries and closes the databases.</summary>
    public async ValueTask DisposeAsync()
    {
        _services.Transactions.Close();
        _services.Commands.Dispose();
        await _services.Databases.DisposeAsync();
    }
}
