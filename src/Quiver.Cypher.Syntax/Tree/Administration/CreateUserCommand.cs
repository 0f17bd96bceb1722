namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>CREATE USER.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The user.</param>
/// <param name="Mode">What happens when there is one.</param>
/// <param name="Settings">What is set; a password among it.</param>
public sealed record CreateUserCommand(
    SourceExtent Extent,
    CommandName Name,
    CreationMode Mode,
    UserSettings Settings
) : AdministrationCommand(Extent);
