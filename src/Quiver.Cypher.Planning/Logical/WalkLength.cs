namespace Quiver.Cypher.Planning.Logical;

/// <summary>How many relationships a walk of variable length has.</summary>
/// <param name="Minimum">The fewest.</param>
/// <param name="Maximum">The most; null for as many as there are.</param>
internal readonly record struct WalkLength(int Minimum, int? Maximum);
