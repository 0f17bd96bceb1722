namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>How far nodes are from one node.</summary>
internal interface INodeDistances
{
    /// <summary>The fewest steps from a node to the one; -1 for a node that was not reached.</summary>
    int DepthOf(long node);
}
