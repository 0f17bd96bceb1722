using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>Where a search from both ends reads a batch of steps: its sides take turns.</summary>
internal sealed class FoundSteps
{
    /// <summary>The place of the node that each step starts from.</summary>
    public int[] Rows { get; } = new int[Batch.Capacity];

    /// <summary>The relationship of each step.</summary>
    public long[] Relationships { get; } = new long[Batch.Capacity];

    /// <summary>The node that each step leads to.</summary>
    public long[] Neighbours { get; } = new long[Batch.Capacity];
}
