namespace Quiver.Cypher.Planning.Plans;

/// <summary>Which of the paths between two nodes are chosen.</summary>
public enum PathChoice
{
    /// <summary>So many of the shortest.</summary>
    Shortest,

    /// <summary>All of the so many least lengths.</summary>
    Groups,
}
