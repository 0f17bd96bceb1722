using System.Diagnostics;
using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Engine.Databases;
using Quiver.Engine.Security;
using Quiver.Model.Values;

namespace Quiver.Engine.Administration;

/// <summary>
/// Runs the commands that administer, one after the other. Each is done when it returns, except with NOWAIT, or with WAIT when the time was up: then it
/// goes on by itself.
/// </summary>
/// <remarks>Thread safe.</remarks>
internal sealed class CommandExecutor : IDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly SemaphoreSlim _running = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private readonly EngineOptions _options;
    private readonly AccessControl _access;
    private readonly SystemStore _system;
    private readonly DatabaseSet _databaseSet;
    private readonly Authenticator _authenticator;
    private readonly DatabaseCommands _databases;
    private readonly RecordCommands _records;

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
        _system = system;
        _databaseSet = databases;
        _authenticator = authenticator;
        _databases = new DatabaseCommands(options.Clock, system, databases);
        _records = new RecordCommands(system, databases, access, authenticator);
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
        Permit(command, principal);
        await TakeTurnAsync();
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = FinishAsync(command, values, principal, accepted);
        if (WaitOf(command) is not { } wait)
        {
            return await work;
        }
        if (!wait.Waits)
        {
            await Task.WhenAny(work, accepted.Task);
            return work.IsCompleted ? await work : GoesOn(work, row: null);
        }
        string address = _options.Address() ?? "";
        var limit = wait.Seconds is { } seconds
            ? TimeSpan.FromSeconds(Math.Min(seconds, (long)LongestWait.TotalSeconds))
            : DefaultWait;
        return await IsDoneWithinAsync(work, limit)
            ? await work with
            {
                Wait = new WaitRow(address, IsDone: true),
            }
            : GoesOn(work, new WaitRow(address, IsDone: false));
    }

    /// <summary>Changes that take effect together, and the commands that make them.</summary>
    public (SystemDraft Changes, RecordCommands Commands) NewDraft()
    {
        var draft = new SystemDraft(_system);
        var access = _access.Over(() => draft.State);
        return (draft, new RecordCommands(draft, _databaseSet, access, _authenticator));
    }

    /// <summary>Makes the changes of a transaction while no command runs.</summary>
    /// <exception cref="Model.Status.CypherException">Somebody else changed something meanwhile; or the disk failed.</exception>
    public async ValueTask CommitAsync(SystemDraft draft)
    {
        await TakeTurnAsync();
        try
        {
            await draft.CommitAsync();
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

    /// <summary>Fails unless the client may run the command.</summary>
    public void Permit(AdministrationCommand command, Principal principal)
    {
        if (command is not ChangeOwnPasswordCommand)
        {
            _access.RequireAdmin(principal);
        }
    }

    /// <summary>How a command waits for its completion; null when it does not say.</summary>
    public static CompletionWait? WaitOf(AdministrationCommand command) =>
        command switch
        {
            CreateDatabaseCommand create => create.Wait,
            DropDatabaseCommand drop => drop.Wait,
            AlterDatabaseCommand alter => alter.Wait,
            StartDatabaseCommand start => start.Wait,
            StopDatabaseCommand stop => stop.Wait,
            _ => null,
        };

    private static async ValueTask<bool> IsDoneWithinAsync(Task work, TimeSpan limit)
    {
        using var done = new CancellationTokenSource();
        await Task.WhenAny(work, Task.Delay(limit, done.Token));
        await done.CancelAsync();
        return work.IsCompleted;
    }

    /// <summary>What is said of a command that is not done yet. What becomes of it SHOW DATABASES tells.</summary>
    private static CommandOutcome GoesOn(Task work, WaitRow? row)
    {
        _ = work.ContinueWith(
            static failed => failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default
        );
        return new CommandOutcome(1, row);
    }

    /// <summary>Runs a command to its end; then the next one has its turn.</summary>
    private async Task<CommandOutcome> FinishAsync(
        AdministrationCommand command,
        CommandValues values,
        Principal principal,
        TaskCompletionSource accepted
    )
    {
        try
        {
            return await RunAsync(command, values, principal, () => accepted.TrySetResult());
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

    private async ValueTask<CommandOutcome> RunAsync(
        AdministrationCommand command,
        CommandValues values,
        Principal principal,
        Action accepted
    ) =>
        command switch
        {
            CreateDatabaseCommand create => await _databases.CreateAsync(create, values),
            DropDatabaseCommand drop => await _databases.DropAsync(drop, values, accepted),
            AlterDatabaseCommand alter => await _databases.AlterAsync(alter, values),
            StartDatabaseCommand start => await _databases.StartAsync(start, values),
            StopDatabaseCommand stop => await _databases.StopAsync(stop, values, accepted),
            _ => await _records.TryRunAsync(command, values, principal)
                ?? throw new UnreachableException(command.GetType().Name),
        };
}
