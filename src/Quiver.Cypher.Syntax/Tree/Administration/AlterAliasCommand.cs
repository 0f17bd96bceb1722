namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>ALTER ALIAS … SET DATABASE TARGET.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The alias.</param>
/// <param name="IfExists">Whether it may be absent.</param>
/// <param name="Target">The database that it shall name.</param>
public sealed record AlterAliasCommand(
    SourceExtent Extent,
    CommandName Name,
    bool IfExists,
    CommandName Target
) : AdministrationCommand(Extent);
