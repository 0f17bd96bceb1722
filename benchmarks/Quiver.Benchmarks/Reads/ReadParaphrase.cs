namespace Quiver.Benchmarks.Reads;

/// <summary>A query that must give the same answer as another.</summary>
/// <param name="Way">How it differs.</param>
/// <param name="Cypher">Its text; a parameter <c>ids</c> is a list of the id.</param>
internal sealed record ReadParaphrase(string Way, string Cypher);
