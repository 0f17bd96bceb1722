namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>DROP DATABASE.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The database.</param>
/// <param name="IfExists">Whether it may be absent.</param>
/// <param name="CascadesAliases">Whether its aliases go with it; otherwise there may be none.</param>
/// <param name="Wait">WAIT or NOWAIT, if written.</param>
public sealed record DropDatabaseCommand(
    SourceExtent Extent,
    CommandName Name,
    bool IfExists,
    bool CascadesAliases,
    CompletionWait? Wait
) : AdministrationCommand(Extent);
