namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>DROP CONSTRAINT.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The constraint's name: text or a parameter.</param>
/// <param name="IfExists">Whether a missing constraint is no error.</param>
public sealed record DropConstraintCommand(SourceExtent Extent, Expression Name, bool IfExists)
    : SchemaCommand(Extent, Name);
