namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>DROP ALIAS … FOR DATABASE.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The alias.</param>
/// <param name="IfExists">Whether it may be absent.</param>
public sealed record DropAliasCommand(SourceExtent Extent, CommandName Name, bool IfExists)
    : AdministrationCommand(Extent);
