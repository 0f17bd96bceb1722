namespace Quiver.Cypher.Syntax.Tree.Administration;

/// <summary>A command that changes databases, aliases, users or roles. It runs against the <c>system</c> database, whatever database the session has.</summary>
/// <param name="Extent">Where it stands in the query.</param>
public abstract record AdministrationCommand(SourceExtent Extent) : Query(Extent);
