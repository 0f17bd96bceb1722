using Quiver.Model;

namespace Quiver.Storage;

/// <summary>What a relationship joins.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Start">The node it starts at.</param>
/// <param name="End">The node it ends at.</param>
public readonly record struct RelationshipRecord(RelationshipTypeId Type, NodeId Start, NodeId End);
