using Quiver.Cypher.Syntax.Tree;
using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Engine.Databases;
using Quiver.Engine.Results;
using Quiver.Foundation;
using Quiver.Model.Status;
using Quiver.Storage.Catalog;

namespace Quiver.Engine.Administration;

/// <summary>
/// The commands on databases. The folder's MANIFEST is the truth of a database's existence, so that files are made before the record in <c>system</c> and
/// taken away before it: whenever the process dies, the database is there as a whole or not at all.
/// </summary>
internal sealed class DatabaseCommands(IClock clock, SystemStore system, DatabaseSet databases)
{
    /// <summary>CREATE DATABASE: makes one, or takes over one that an import made.</summary>
    public async ValueTask<CommandOutcome> CreateAsync(
        CreateDatabaseCommand command,
        CommandValues values
    )
    {
        string name = values.NewDatabase(command.Name);
        CheckOptions(command, values, name);
        if (system.State.Aliases.ContainsKey(name))
        {
            throw AdministrationErrors.NameIsAlias(name);
        }
        bool replaces = command.Mode == CreationMode.OrReplace;
        bool exists = databases.Exists(name);
        if (exists && replaces)
        {
            RefuseDefault(name);
            await DropAsync(name);
        }
        else if (exists)
        {
            return await TakeOverAsync(name, command);
        }
        await databases.CreateAsync(name);
        try
        {
            await RegisterAsync(In(command.Language, new DatabaseRecord(name)));
        }
        catch (CypherException)
        {
            // What is not registered was not created: a full disk lets a folder be renamed still.
            databases.Delete(await databases.DropAsync(name));
            throw;
        }
        return new CommandOutcome(1);
    }

    /// <summary>DROP DATABASE. Its transactions have ended and its files are gone when this returns.</summary>
    /// <param name="command">The command.</param>
    /// <param name="values">The values of its parameters.</param>
    /// <param name="accepted">Is called when nothing but the disk can prevent it any more.</param>
    public async ValueTask<CommandOutcome> DropAsync(
        DropDatabaseCommand command,
        CommandValues values,
        Action accepted
    )
    {
        string name = values.Lower(command.Name);
        RefuseSystem("delete", name);
        if (!databases.Exists(name))
        {
            return command.IfExists
                ? CommandOutcome.Nothing
                : throw AdministrationErrors.NoDatabase("delete", name);
        }
        string[] aliases = [.. system.State.AliasesOf(name)];
        if (aliases.Length > 0 && !command.CascadesAliases)
        {
            throw AdministrationErrors.HasAliases(name, aliases);
        }
        RefuseDefault(name);
        accepted();
        await DropAsync(name);
        return new CommandOutcome(1 + aliases.Length);
    }

    /// <summary>ALTER DATABASE … SET ACCESS, SET DEFAULT LANGUAGE.</summary>
    public async ValueTask<CommandOutcome> AlterAsync(
        AlterDatabaseCommand command,
        CommandValues values
    )
    {
        string? name = Find("alter", command.Name, values, command.IfExists);
        if (name is null)
        {
            return CommandOutcome.Nothing;
        }
        DatabaseRecord Altered(DatabaseRecord record) =>
            In(command.Language, record) with
            {
                IsReadOnly = command.Access is { } access
                    ? access == DatabaseAccess.ReadOnly
                    : record.IsReadOnly,
            };
        var before = system.State.Database(name);
        if (Altered(before) == before)
        {
            return CommandOutcome.Nothing;
        }
        await system.ChangeAsync(state => state.With(Altered(state.Database(name))));
        return new CommandOutcome(1);
    }

    private static DatabaseRecord In(LanguageVersion language, DatabaseRecord record) =>
        language == LanguageVersion.Default
            ? record
            : record with
            {
                IsCypher25 = language == LanguageVersion.Cypher25,
            };

    /// <summary>START DATABASE. It is open when this returns.</summary>
    public async ValueTask<CommandOutcome> StartAsync(
        StartDatabaseCommand command,
        CommandValues values
    )
    {
        string name = values.Lower(command.Name);
        if (name == DatabaseNames.System)
        {
            return CommandOutcome.Nothing;
        }
        name = Find("start", command.Name, values, ifExists: false)!;
        bool wasStopped = databases.IsStopped(name);
        if (wasStopped)
        {
            await system.ChangeAsync(state =>
                state.With(state.Database(name) with { IsStopped = false, Started = clock.UtcNow })
            );
        }
        databases.Open(name);
        return wasStopped ? new CommandOutcome(1) : CommandOutcome.Nothing;
    }

    /// <summary>STOP DATABASE. Its transactions have ended and its files are closed when this returns.</summary>
    /// <param name="command">The command.</param>
    /// <param name="values">The values of its parameters.</param>
    /// <param name="accepted">Is called when it is recorded: only its transactions are still to end.</param>
    public async ValueTask<CommandOutcome> StopAsync(
        StopDatabaseCommand command,
        CommandValues values,
        Action accepted
    )
    {
        string name = Find("stop", command.Name, values, ifExists: false)!;
        bool wasStopped = databases.IsStopped(name);
        if (!wasStopped)
        {
            await system.ChangeAsync(state =>
                state.With(state.Database(name) with { IsStopped = true, Stopped = clock.UtcNow })
            );
        }
        accepted();
        await databases.CloseAsync(name);
        return wasStopped ? CommandOutcome.Nothing : new CommandOutcome(1);
    }

    private static void CheckOptions(
        CreateDatabaseCommand command,
        CommandValues values,
        string name
    )
    {
        if (command.Options is null)
        {
            return;
        }
        foreach (var (key, text) in values.Options(command.Options))
        {
            bool known =
                key.Equals("existingData", StringComparison.OrdinalIgnoreCase)
                && text.Equals("use", StringComparison.OrdinalIgnoreCase);
            if (!known)
            {
                throw AdministrationErrors.UnknownOption(name, key);
            }
        }
    }

    /// <summary>
    /// Makes a database that stands in the home already one that a command created: an import put it there, or put other contents there since the
    /// command. Its contents stay.
    /// </summary>
    private async ValueTask<CommandOutcome> TakeOverAsync(
        string name,
        CreateDatabaseCommand command
    )
    {
        var record = system.State.Database(name);
        bool wasCreated =
            record.CreatedLogId is { } created
            && (databases.LogIdOf(name) is not { } present || present == created);
        if (wasCreated)
        {
            return command.Mode == CreationMode.IfNotExists
                ? CommandOutcome.Nothing
                : throw AdministrationErrors.DatabaseExists(name);
        }
        await RegisterAsync(In(command.Language, record with { IsStopped = false }));
        return new CommandOutcome(1, Wait: null, KeptContents(name));
    }

    private async ValueTask RegisterAsync(DatabaseRecord record)
    {
        var log = databases.LogIdOf(record.Name);
        await system.ChangeAsync(state =>
            state.With(record with { CreatedLogId = log, Created = clock.UtcNow })
        );
        databases.Open(record.Name);
    }

    private void RefuseDefault(string name)
    {
        if (name == databases.DefaultName)
        {
            throw AdministrationErrors.NotAllowedOn("delete", $"default database '{name}'");
        }
    }

    private async ValueTask DropAsync(string name)
    {
        var dropped = await databases.DropAsync(name);
        await system.ChangeAsync(state => state.WithoutDatabase(name, andAliases: true));
        // Last: as long as the files are there, the next start knows that there is something to finish.
        databases.Delete(dropped);
    }

    private string? Find(string verb, CommandName command, CommandValues values, bool ifExists)
    {
        string asked = values.Lower(command);
        RefuseSystem(verb, asked);
        return databases.TryResolve(asked)
            ?? (ifExists ? null : throw AdministrationErrors.NoDatabase(verb, asked));
    }

    private static void RefuseSystem(string verb, string name)
    {
        if (name == DatabaseNames.System)
        {
            throw AdministrationErrors.NotAllowedOn(verb, "system database");
        }
    }

    private static Notification KeptContents(string name)
    {
        string text =
            $"The database '{name}' was there already, with data that an import put there. It is online and its data is kept.";
        return new Notification(
            "Neo.ClientNotification.Security.CommandHasNoEffect",
            "00N70",
            $"note: successful completion - command has no effect. {text}",
            $"`CREATE DATABASE {name}` has no effect on the data.",
            text,
            NotificationSeverity.Information,
            "GENERIC",
            Position: null
        );
    }
}
