namespace Quiver.Cypher.Planning.Plans;

/// <summary>Whether a repetition may leave out walks that are longer than others to the same node.</summary>
public enum ShortestWalks
{
    /// <summary>It may not.</summary>
    No,

    /// <summary>One shortest walk to each node is enough.</summary>
    One,

    /// <summary>All shortest walks to each node are wanted.</summary>
    All,
}
