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
    private readonly SemaphoreSlim _running = new(1, 1);
    private readonly EngineOptions _options;
    private readonly AccessControl _access;
    private readonly DatabaseCommands _databases;
    private readonly AliasCommands _aliases;
    private readonly UserCommands _users;
    private bool _isDisposed;

    /// <summary>Makes an executor.</summary>
    public CommandExecutor(
        EngineOptions options,
        SystemStore system,
        DatabaseSet databases,
        AccessControl access,
        Authenticator authenticator
    )
    {
        _options = options;
        _access = access;
        _databases = new DatabaseCommands(options.Clock, system, databases);
        _aliases = new AliasCommands(system, databases);
        _users = new UserCommands(system, access, authenticator);
    }

    /// <summary>Ends once no command runs any more.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _running.Wait();
            _isDisposed = true;
            _running.Dispose();
        }
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
        await _running.WaitAsync();
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
