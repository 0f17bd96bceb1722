namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>What CREATE USER and ALTER USER set; null leaves as it is.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Password">The password: a string or a parameter.</param>
/// <param name="IsEncrypted">Whether the password is given as its hash.</param>
/// <param name="MustChange">Whether the user has to change the password before anything else.</param>
/// <param name="IsSuspended">Whether the user may not come in.</param>
/// <param name="Home">The database of requests that name none.</param>
/// <param name="RemovesHome">Whether the user shall have the server's default database again.</param>
public sealed record UserSettings(
    SourceExtent Extent,
    Expression? Password,
    bool IsEncrypted,
    bool? MustChange,
    bool? IsSuspended,
    CommandName? Home,
    bool RemovesHome
) : SyntaxNode(Extent);
