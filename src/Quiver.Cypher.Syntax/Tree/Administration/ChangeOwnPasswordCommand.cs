namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>ALTER CURRENT USER SET PASSWORD FROM … TO ….</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Old">The present password: a string or a parameter.</param>
/// <param name="New">The new one, likewise.</param>
public sealed record ChangeOwnPasswordCommand(SourceExtent Extent, Expression Old, Expression New)
    : AdministrationCommand(Extent);
