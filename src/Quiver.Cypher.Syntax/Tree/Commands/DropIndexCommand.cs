namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>DROP INDEX.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The index's name: text or a parameter.</param>
/// <param name="IfExists">Whether a missing index is no error.</param>
public sealed record DropIndexCommand(SourceExtent Extent, Expression Name, bool IfExists)
    : SchemaCommand(Extent, Name);
