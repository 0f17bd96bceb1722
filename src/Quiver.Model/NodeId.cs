namespace Quiver.Model;

/// <summary>A node's id within its database: 52 bits, the top 12 bits are zero. Negative means no node.</summary>
/// <param name="Value">The number.</param>
public readonly record struct NodeId(long Value);
