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
    public ValueTask<CommandOutcome>? TryRunAsync(
        AdministrationCommand command,
        CommandValues values,
        Principal principal
    ) =>
        command switch
        {
            CreateAliasCommand create => _aliases.CreateAsync(create, values),
            AlterAliasCommand alter => _aliases.AlterAsync(alter, values),
            DropAliasCommand drop => _aliases.DropAsync(drop, values),
            CreateUserCommand create => _users.CreateAsync(create, values),
            AlterUserCommand alter => _users.AlterAsync(alter, values, principal),
            DropUserCommand drop => _users.DropAsync(drop, values, principal),
            RenameUserCommand rename => _users.RenameAsync(rename, values),
            ChangeOwnPasswordCommand change => _users.ChangeOwnAsync(change, values, principal),
            GrantRoleCommand grant => _users.GrantAsync(grant, values),
            _ => null,
        };
}
