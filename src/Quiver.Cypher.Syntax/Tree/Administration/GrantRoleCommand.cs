using System.Collections.Immutable;

namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>GRANT ROLE … TO … or REVOKE ROLE … FROM ….</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Revokes">Whether the roles are taken away.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Users">The users.</param>
public sealed record GrantRoleCommand(
    SourceExtent Extent,
    bool Revokes,
    ImmutableArray<CommandName> Roles,
    ImmutableArray<CommandName> Users
) : AdministrationCommand(Extent);
