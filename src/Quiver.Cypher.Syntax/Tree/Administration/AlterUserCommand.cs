namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>ALTER USER.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The user.</param>
/// <param name="IfExists">Whether the user may be absent.</param>
/// <param name="Settings">What is set.</param>
public sealed record AlterUserCommand(
    SourceExtent Extent,
    CommandName Name,
    bool IfExists,
    UserSettings Settings
) : AdministrationCommand(Extent);
