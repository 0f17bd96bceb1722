namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>DROP USER.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The user.</param>
/// <param name="IfExists">Whether the user may be absent.</param>
public sealed record DropUserCommand(SourceExtent Extent, CommandName Name, bool IfExists)
    : AdministrationCommand(Extent);
