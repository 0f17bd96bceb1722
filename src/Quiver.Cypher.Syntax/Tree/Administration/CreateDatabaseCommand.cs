namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>CREATE DATABASE.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The database.</param>
/// <param name="Mode">What happens when there is one.</param>
/// <param name="Language">The version of Cypher of queries that name none; <see cref="LanguageVersion.Default"/> where none is written.</param>
/// <param name="Options">The map or parameter behind OPTIONS, if any.</param>
/// <param name="Wait">WAIT or NOWAIT, if written.</param>
public sealed record CreateDatabaseCommand(
    SourceExtent Extent,
    CommandName Name,
    CreationMode Mode,
    LanguageVersion Language,
    Expression? Options,
    CompletionWait? Wait
) : AdministrationCommand(Extent);
