using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Engine.Security;

namespace Quiver.Engine.Administration;

/// <summary>The commands on users and their roles.</summary>
internal sealed class UserCommands(
    ISystemRecords system,
    AccessControl access,
    Authenticator authenticator
)
{
    /// <summary>CREATE USER. A new user may read; GRANT ROLE gives more.</summary>
    public async ValueTask<CommandOutcome> CreateAsync(
        CreateUserCommand command,
        CommandValues values
    )
    {
        string name = values.NewUser(command.Name);
        RefuseConfigured("create", name);
        bool exists = access.Find(name) is not null;
        if (exists && command.Mode == CreationMode.IfNotExists)
        {
            return CommandOutcome.Nothing;
        }
        if (exists && command.Mode == CreationMode.Create)
        {
            throw AdministrationErrors.UserExists("create", name, "");
        }
        var settings = command.Settings;
        var user = new UserRecord(
            name,
            values.NewPassword(settings.Password!, settings.IsEncrypted)
        )
        {
            Roles = [UserRole.Reader],
            MustChangePassword = settings.MustChange ?? true,
            IsSuspended = settings.IsSuspended ?? false,
            Home = settings.Home is null ? null : values.Lower(settings.Home),
        };
        await system.ChangeAsync(state => state.With(user));
        return new CommandOutcome(1);
    }

    /// <summary>ALTER USER.</summary>
    public async ValueTask<CommandOutcome> AlterAsync(
        AlterUserCommand command,
        CommandValues values,
        Principal principal
    )
    {
        string name = values.Text(command.Name);
        var settings = command.Settings;
        if (settings.IsSuspended is not null || settings.RemovesHome || settings.Home is not null)
        {
            RefuseConfigured("alter", name);
        }
        if (access.Find(name) is not { } user)
        {
            return command.IfExists
                ? CommandOutcome.Nothing
                : throw AdministrationErrors.NoUser("alter", name);
        }
        if (settings.IsSuspended == true && principal.Name == name)
        {
            throw AdministrationErrors.OwnUser("Suspending");
        }
        var changed = user with
        {
            Password = settings.Password is null
                ? user.Password
                : values.NewPassword(settings.Password, settings.IsEncrypted),
            MustChangePassword = settings.MustChange ?? user.MustChangePassword,
            IsSuspended = settings.IsSuspended ?? user.IsSuspended,
            Home =
                settings.RemovesHome ? null
                : settings.Home is null ? user.Home
                : values.Lower(settings.Home),
        };
        await StoreAsync(changed);
        return new CommandOutcome(1);
    }

    /// <summary>DROP USER.</summary>
    public async ValueTask<CommandOutcome> DropAsync(
        DropUserCommand command,
        CommandValues values,
        Principal principal
    )
    {
        string name = values.Text(command.Name);
        RefuseConfigured("delete", name);
        if (access.Find(name) is null)
        {
            return command.IfExists
                ? CommandOutcome.Nothing
                : throw AdministrationErrors.NoUser("delete", name);
        }
        if (principal.Name == name && !access.IsOff)
        {
            throw AdministrationErrors.OwnUser("Deleting");
        }
        await system.ChangeAsync(state => state with { Users = state.Users.Remove(name) });
        return new CommandOutcome(1);
    }

    /// <summary>RENAME USER.</summary>
    public async ValueTask<CommandOutcome> RenameAsync(
        RenameUserCommand command,
        CommandValues values
    )
    {
        string name = values.Text(command.Name);
        string to = values.NewUser(command.To);
        RefuseConfigured("rename", name);
        if (access.Find(name) is not { } user)
        {
            return command.IfExists
                ? CommandOutcome.Nothing
                : throw AdministrationErrors.NoUser("rename", name);
        }
        if (access.Find(to) is not null)
        {
            throw AdministrationErrors.UserExists("rename", name, $" to '{to}'");
        }
        await system.ChangeAsync(state =>
            (state with { Users = state.Users.Remove(name) }).With(user with { Name = to })
        );
        return new CommandOutcome(1);
    }

    /// <summary>ALTER CURRENT USER SET PASSWORD.</summary>
    public async ValueTask<CommandOutcome> ChangeOwnAsync(
        ChangeOwnPasswordCommand command,
        CommandValues values,
        Principal principal
    )
    {
        string name = principal.Name;
        if (access.IsOff || access.Find(name) is not { } user)
        {
            throw AdministrationErrors.NobodysPassword();
        }
        string old = values.Password(command.Old);
        if (!authenticator.Verify(user, old))
        {
            throw AdministrationErrors.WrongOldPassword(name);
        }
        if (string.Equals(old, values.Password(command.New), StringComparison.Ordinal))
        {
            throw AdministrationErrors.SamePassword(name);
        }
        var password = values.NewPassword(command.New, isEncrypted: false);
        await StoreAsync(user with { Password = password, MustChangePassword = false });
        return new CommandOutcome(1);
    }

    /// <summary>GRANT ROLE and REVOKE ROLE.</summary>
    public async ValueTask<CommandOutcome> GrantAsync(
        GrantRoleCommand command,
        CommandValues values
    )
    {
        UserRole[] roles =
        [
            .. command.Roles.Select(role =>
                RoleNames.Find(values.Text(role))
                ?? throw AdministrationErrors.NoRole(values.Text(role))
            ),
        ];
        string verb = command.Revokes ? "revoke role from" : "grant role to";
        string[] users = [.. command.Users.Select(user => values.Text(user))];
        foreach (string name in users)
        {
            RefuseConfigured(verb, name);
            _ = access.Find(name) ?? throw AdministrationErrors.NoUser(verb, name);
        }
        int updates = 0;
        await system.ChangeAsync(state =>
        {
            foreach (string name in users)
            {
                var user = state.Users[name];
                var changed = command.Revokes ? user.Roles.Except(roles) : user.Roles.Union(roles);
                updates += Math.Abs(changed.Count - user.Roles.Count);
                state =
                    changed.Count == user.Roles.Count
                        ? state
                        : state.With(user with { Roles = changed });
            }
            return state;
        });
        return new CommandOutcome(updates);
    }

    /// <summary>Keeps a user as it was changed; of the account of the configuration the password only.</summary>
    private async ValueTask StoreAsync(UserRecord user) =>
        await system.ChangeAsync(state =>
            access.IsConfigured(user.Name)
                ? state.With(access.WithPassword(user.Password, user.MustChangePassword))
                : state.With(user)
        );

    private void RefuseConfigured(string verb, string name)
    {
        if (access.IsConfigured(name))
        {
            throw AdministrationErrors.ConfiguredUser(verb, name);
        }
    }
}
