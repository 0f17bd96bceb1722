namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>What of each step a list has.</summary>
internal enum WalkGroup
{
    /// <summary>The node that the step starts at.</summary>
    Starts,

    /// <summary>Its relationship.</summary>
    Relationships,

    /// <summary>The node that it leads to.</summary>
    Ends,
}
