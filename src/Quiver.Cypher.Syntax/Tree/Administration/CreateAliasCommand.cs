namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>CREATE ALIAS … FOR DATABASE: a further name of a database of this server.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The alias.</param>
/// <param name="Mode">What happens when there is one.</param>
/// <param name="Target">The database.</param>
public sealed record CreateAliasCommand(
    SourceExtent Extent,
    CommandName Name,
    CreationMode Mode,
    CommandName Target
) : AdministrationCommand(Extent);
