namespace Quiver.Cypher.Planning.Logical;

/// <summary>Two relationships of a pattern.</summary>
/// <param name="First">The one that stands first.</param>
/// <param name="Second">The other one.</param>
internal sealed record RelationshipPair(PatternRelationship First, PatternRelationship Second);
