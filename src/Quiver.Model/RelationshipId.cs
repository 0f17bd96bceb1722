namespace Quiver.Model;

/// <summary>A relationship's id within its database: 52 bits, the top 12 bits are zero. Negative means none.</summary>
/// <param name="Value">The number.</param>
public readonly record struct RelationshipId(long Value);
