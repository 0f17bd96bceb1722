namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>START DATABASE.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The database.</param>
/// <param name="Wait">WAIT or NOWAIT, if written.</param>
public sealed record StartDatabaseCommand(
    SourceExtent Extent,
    CommandName Name,
    CompletionWait? Wait
) : AdministrationCommand(Extent);
