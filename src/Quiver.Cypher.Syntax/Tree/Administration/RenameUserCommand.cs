namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>RENAME USER.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The user.</param>
/// <param name="IfExists">Whether the user may be absent.</param>
/// <param name="To">The new name.</param>
public sealed record RenameUserCommand(
    SourceExtent Extent,
    CommandName Name,
    bool IfExists,
    CommandName To
) : AdministrationCommand(Extent);
