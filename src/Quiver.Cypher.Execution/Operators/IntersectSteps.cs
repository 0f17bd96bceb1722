namespace Quiver.Cypher.Execution.Operators;

/// <summary>The steps from two nodes whose common neighbours are wanted.</summary>
/// <param name="First">The step from the one node.</param>
/// <param name="Second">The step from the other one.</param>
/// <param name="AreAlike">Whether both have the same direction and types, so that a node has the same neighbours over both.</param>
/// <param name="AreDifferent">Whether they must not go over one relationship.</param>
internal sealed record IntersectSteps(
    ExpandStep First,
    ExpandStep Second,
    bool AreAlike,
    bool AreDifferent
);
