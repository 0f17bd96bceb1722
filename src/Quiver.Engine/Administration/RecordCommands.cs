using Quiver.Cypher.Syntax.Tree.Administration;
using Quiver.Engine.Databases;
using Quiver.Engine.Security;

namespace Quiver.Engine.Administration;

/// <summary>The commands that change nothing but records of the <c>system</c> database: users, their roles and aliases.</summary>
internal sealed class RecordCommands(
    ISystemRecords records,
    DatabaseSet databases,
    AccessControl access,
    Authenticator authenticator
)
{
    private readonly AliasCommands _aliases = new(records, databases);
    private readonly UserCommands _users = new(records, access, authenticator);

    /// <summary>Runs a command; null when it is none of these.</summary>
    public async ValueTask<CommandOutcome?> TryRunAsync(
        AdministrationCommand command,
        CommandValues values,
        Principal principal
    ) =>
        command switch
        {
            CreateAliasCommand create => await _aliases.CreateAsync(create, values),
            AlterAliasCommand alter => await _aliases.AlterAsync(alter, values),
            DropAliasCommand drop => await _aliases.DropAsync(drop, values),
            CreateUserCommand create => await _users.CreateAsync(create, values),
            AlterUserCommand alter => await _users.AlterAsync(alter, values, principal),
            DropUserCommand drop => await _users.DropAsync(drop, values, principal),
            RenameUserCommand rename => await _users.RenameAsync(rename, values),
            ChangeOwnPasswordCommand change => await _users.ChangeOwnAsync(
                change,
                values,
                principal
            ),
            GrantRoleCommand grant => await _users.GrantAsync(grant, values),
            _ => null,
        };
}
