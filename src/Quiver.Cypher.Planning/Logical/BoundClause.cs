namespace Quiver.Cypher.Planning.Logical;

/// <summary>A clause whose names are resolved: turns rows into rows.</summary>
internal abstract class BoundClause;
