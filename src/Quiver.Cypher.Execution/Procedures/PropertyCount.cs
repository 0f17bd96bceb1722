using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Procedures;

/// <summary>What was counted of a property.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Types">The list of its types' names, as tools for Neo4j expect them.</param>
/// <param name="Count">How many nodes or relationships have it.</param>
public readonly record struct PropertyCount(string Name, Value Types, long Count);
