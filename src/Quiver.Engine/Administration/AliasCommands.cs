using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Engine.Databases;
using Quiver.Storage.Catalog;

namespace Quiver.Engine.Administration;

/// <summary>The commands on aliases.</summary>
internal sealed class AliasCommands(ISystemRecords system, DatabaseSet databases)
{
    /// <summary>CREATE ALIAS.</summary>
    public async ValueTask<CommandOutcome> CreateAsync(
        CreateAliasCommand command,
        CommandValues values
    )
    {
        string name = values.NewAlias(command.Name);
        bool exists = system.State.Aliases.ContainsKey(name);
        if (databases.Exists(name))
        {
            throw AdministrationErrors.AliasExists(name, isDatabase: true);
        }
        if (exists && command.Mode == CreationMode.IfNotExists)
        {
            return CommandOutcome.Nothing;
        }
        if (exists && command.Mode == CreationMode.Create)
        {
            throw AdministrationErrors.AliasExists(name, isDatabase: false);
        }
        await SetAsync("create", name, values.Lower(command.Target));
        return new CommandOutcome(1);
    }

    /// <summary>ALTER ALIAS.</summary>
    public async ValueTask<CommandOutcome> AlterAsync(
        AlterAliasCommand command,
        CommandValues values
    )
    {
        string name = values.Lower(command.Name);
        if (!system.State.Aliases.ContainsKey(name))
        {
            return command.IfExists
                ? CommandOutcome.Nothing
                : throw AdministrationErrors.NoAlias("alter", name);
        }
        await SetAsync("alter", name, values.Lower(command.Target));
        return new CommandOutcome(1);
    }

    /// <summary>DROP ALIAS.</summary>
    public async ValueTask<CommandOutcome> DropAsync(DropAliasCommand command, CommandValues values)
    {
        string name = values.Lower(command.Name);
        if (!system.State.Aliases.ContainsKey(name))
        {
            return command.IfExists
                ? CommandOutcome.Nothing
                : throw AdministrationErrors.NoAlias("delete", name);
        }
        await system.ChangeAsync(state => state with { Aliases = state.Aliases.Remove(name) });
        return new CommandOutcome(1);
    }

    private async ValueTask SetAsync(string verb, string name, string target)
    {
        bool isAlias = system.State.Aliases.ContainsKey(target);
        string? database = isAlias ? null : databases.TryResolve(target);
        if (database is null or DatabaseNames.System)
        {
            throw AdministrationErrors.NoTarget(verb, name, target);
        }
        await system.ChangeAsync(state => state.With(new AliasRecord(name, database)));
    }
}
