namespace Quiver.Apoc.Export;

/// <summary>Where the text of a node stands among those that are remembered.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="Length">How many bytes; 0 where it is not remembered.</param>
/// <param name="Properties">How many properties the node has.</param>
internal readonly record struct NodePlace(int Start, int Length, int Properties);
