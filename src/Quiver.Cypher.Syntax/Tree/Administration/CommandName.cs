namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>The name of a database, alias, user or role in a command: written out, or the name of the parameter that holds it.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The name, dotted parts joined; or the parameter without its dollar sign.</param>
/// <param name="IsParameter">Whether a parameter holds the name.</param>
public sealed record CommandName(SourceExtent Extent, string Name, bool IsParameter)
    : SyntaxNode(Extent);
