namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>ALTER DATABASE … SET ACCESS, SET DEFAULT LANGUAGE.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The database.</param>
/// <param name="IfExists">Whether it may be absent.</param>
/// <param name="Access">What it shall let its users do; null where that stays.</param>
/// <param name="Language">The version of Cypher of queries that name none; <see cref="LanguageVersion.Default"/> where that stays.</param>
/// <param name="Wait">WAIT or NOWAIT, if written.</param>
public sealed record AlterDatabaseCommand(
    SourceExtent Extent,
    CommandName Name,
    bool IfExists,
    DatabaseAccess? Access,
    LanguageVersion Language,
    CompletionWait? Wait
) : AdministrationCommand(Extent);
