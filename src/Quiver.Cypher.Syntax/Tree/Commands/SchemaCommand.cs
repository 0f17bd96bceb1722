namespace Quiver.Cypher.Syntax.Tree.Commands;

/// <summary>A command that changes the indexes or constraints of one database.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="Name">The name of the index or constraint: text or a parameter; null where the command lets one be made up.</param>
public abstract record SchemaCommand(SourceExtent Extent, Expression? Name) : Command(Extent);
