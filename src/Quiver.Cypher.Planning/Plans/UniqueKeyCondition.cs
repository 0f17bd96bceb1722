namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// When nodes that have relationships of a type have different keys: when a constraint keeps the key unique for a label, and all of these relationships begin, or end, at nodes with it.
/// </summary>
/// <param name="Label">The label.</param>
/// <param name="Type">The type.</param>
/// <param name="IsStart">Whether the nodes are the relationships' starts.</param>
public sealed record UniqueKeyCondition(string Label, string Type, bool IsStart);
