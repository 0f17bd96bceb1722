namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// An operator that changes the graph. It takes all rows from below before it changes anything, and hands rows on when all of its
/// changes are made: what is below reads the graph before them, what is above the graph after them.
/// </summary>
public interface IUpdatingNode;
