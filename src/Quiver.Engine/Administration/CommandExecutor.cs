using System.Diagnostics;
using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Engine.Databases;
using Quiver.Engine.Security;
using Quiver.Model.Values;

namespace Quiver.Engine.Administration;

/// <summary>Runs the commands that administer, one after the other. Each is done when it returns, whether it says WAIT or not.</summary>
/// <remarks>Thread safe.</remarks>
internal sealed class CommandExecutor : IDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _running = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private readonly EngineOptions _options;
    private readonly AccessControl _access;
    private readonly DatabaseCommands _databases;
    private readonly AliasCommands _aliases;
    private readonly UserCommands _users;

    /// <summary>Makes an executor.</summary>
    public CommandExecutor(
        EngineOptions options,
        SystemStore system,
        DatabaseSet databases,
        AccessControl access,
        Authenticator authenticator
    )
    {
        _stopping = _stop.Token;
        _options = options;
        _access = access;
        _databases = new DatabaseCommands(options.Clock, system, databases);
        _aliases = new AliasCommands(system, databases);
        _users = new UserCommands(system, access, authenticator);
    }

    /// <summary>Lets no further command begin, and waits a while for the one that runs.</summary>
    public void Dispose()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }
        _stop.Cancel();
        // One that takes longer ends by itself: whatever it was doing, the files tell it apart from done.
        if (_running.Wait(StopPatience))
        {
            _running.Dispose();
        }
        _stop.Dispose();
    }

    /// <summary>Runs a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="parameters">The values of its parameters.</param>
    /// <param name="principal">Who runs it.</param>
    /// <exception cref="Model.Status.CypherException">It cannot be done; nothing was changed, or the error says what.</exception>
    public async ValueTask<CommandOutcome> RunAsync(
        AdministrationCommand command,
        IReadOnlyDictionary<string, Value> parameters,
        Principal principal
    )
    {
        var values = new CommandValues(parameters);
        if (command is not ChangeOwnPasswordCommand)
        {
            _access.RequireAdmin(principal);
        }
        await TakeTurnAsync();
        try
        {
            var outcome = await RunAsync(command, values, principal);
            return WaitOf(command)?.Waits == true
                ? outcome with
                {
                    Wait = new WaitRow(_options.Address() ?? ""),
                }
                : outcome;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw AdministrationErrors.SystemFailed(error);
        }
        finally
        {
            _running.Release();
        }
    }

    private async ValueTask TakeTurnAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            throw EngineErrors.Closing();
        }
        try
        {
            await _running.WaitAsync(_stopping);
        }
        catch (OperationCanceledException)
        {
            throw EngineErrors.Closing();
        }
    }

    private ValueTask<CommandOutcome> RunAsync(
        AdministrationCommand command,
        CommandValues values,
        Principal principal
    ) =>
        command switch
        {
            CreateDatabaseCommand create => _databases.CreateAsync(create, values),
            DropDatabaseCommand drop => _databases.DropAsync(drop, values),
            AlterDatabaseCommand alter => _databases.AlterAsync(alter, values),
            StartDatabaseCommand start => _databases.StartAsync(start, values),
            StopDatabaseCommand stop => _databases.StopAsync(stop, values),
            CreateAliasCommand create => _aliases.CreateAsync(create, values),
            AlterAliasCommand alter => _aliases.AlterAsync(alter, values),
            DropAliasCommand drop => _aliases.DropAsync(drop, values),
            CreateUserCommand create => _users.CreateAsync(create, values),
            AlterUserCommand alter => _users.AlterAsync(alter, values, principal),
            DropUserCommand drop => _users.DropAsync(drop, values, principal),
            RenameUserCommand rename => _users.RenameAsync(rename, values),
            ChangeOwnPasswordCommand change => _users.ChangeOwnAsync(change, values, principal),
            GrantRoleCommand grant => _users.GrantAsync(grant, values),
            _ => throw new UnreachableException(command.GetType().Name),
        };

    private static CompletionWait? WaitOf(AdministrationCommand command) =>
        command switch
        {
            CreateDatabaseCommand create => create.Wait,
            DropDatabaseCommand drop => drop.Wait,
            AlterDatabaseCommand alter => alter.Wait,
            StartDatabaseCommand start => start.Wait,
            StopDatabaseCommand stop => stop.Wait,
            _ => null,
        };
}
