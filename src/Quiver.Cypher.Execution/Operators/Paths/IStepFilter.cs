namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>What the steps of a search must satisfy.</summary>
internal interface IStepFilter
{
    /// <summary>Keeps the steps that satisfy the condition at the front of what was found.</summary>
    /// <param name="found">The steps.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="starts">The nodes that the steps' rows mean.</param>
    /// <param name="isForward">Whether the steps were found from their starts.</param>
    /// <returns>How many are kept.</returns>
    int Keep(FoundSteps found, int count, ReadOnlySpan<long> starts, bool isForward);
}
