using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Engine.Security;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Engine.Administration;

/// <summary>
/// The commands of a transaction that its client began. Those on users, roles and aliases see each other and take effect together at the commit. From the first
/// command on a database on they are carried out after the commit, in their order.
/// </summary>
/// <param name="executor">Runs commands.</param>
/// <remarks>Used by one thread at a time. Nothing has to be done to roll it back.</remarks>
internal sealed class SystemTransaction(CommandExecutor executor)
{
    /// <summary>The most commands that are carried out after the commit.</summary>
    public const int MaxCommandsAfterCommit = 1_000;

    private readonly List<(
        AdministrationCommand Command,
        IReadOnlyDictionary<string, Value> Parameters
    )> _afterCommit = [];
    private (SystemDraft Changes, RecordCommands Commands) _draft = executor.NewDraft();

    /// <summary>Runs a command as part of the transaction. One with WAIT commits what came before and is done at once, as in Neo4j.</summary>
    /// <exception cref="CypherException">It cannot be done.</exception>
    public async ValueTask<CommandOutcome> RunAsync(
        AdministrationCommand command,
        IReadOnlyDictionary<string, Value> parameters,
        Principal principal
    )
    {
        executor.Permit(command, principal);
        if (CommandExecutor.WaitOf(command) is { Waits: true })
        {
            await CommitAsync(principal);
            return await executor.RunAsync(command, parameters, principal);
        }
        var values = new CommandValues(parameters);
        if (
            _afterCommit.Count == 0
            && await _draft.Commands.TryRunAsync(command, values, principal) is { } outcome
        )
        {
            return outcome;
        }
        if (_afterCommit.Count == MaxCommandsAfterCommit)
        {
            throw AdministrationErrors.TooManyCommands(MaxCommandsAfterCommit);
        }
        _afterCommit.Add((command, parameters));
        return new CommandOutcome(1);
    }

    /// <summary>Makes the changes, then carries out what comes after them. Further commands begin anew.</summary>
    /// <param name="principal">Whose transaction it is.</param>
    /// <exception cref="CypherException">It was overtaken, and nothing was changed; or a command after the commit cannot be done: what came before it is done.</exception>
    public async ValueTask CommitAsync(Principal principal)
    {
        await executor.CommitAsync(_draft.Changes);
        foreach (var (command, parameters) in _afterCommit)
        {
            await executor.RunAsync(command, parameters, principal);
        }
        _afterCommit.Clear();
        _draft = executor.NewDraft();
    }
}
