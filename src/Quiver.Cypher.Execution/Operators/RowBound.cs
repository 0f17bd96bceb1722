namespace Quiver.Cypher.Execution.Operators;

/// <summary>The worst first key of the rows that a Top keeps: rows with a worse one need not come to it. Operators below read it while the Top's rows come.</summary>
/// <param name="isDescending">Whether greater keys are better.</param>
internal sealed class RowBound(bool isDescending)
{
    /// <summary>Whether greater keys are better.</summary>
    public bool IsDescending { get; } = isDescending;

    /// <summary>The key, once there are as many rows as are wanted and if it is an integer.</summary>
    public long? Integer { get; set; }
}
