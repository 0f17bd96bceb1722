namespace Quiver.Cypher.Execution.Functions;

/// <summary>A scalar function as execution knows it.</summary>
/// <param name="Name">The documented name.</param>
/// <param name="Body">What it does for one row.</param>
/// <param name="PropagatesNull">Whether any null argument gives null without a call.</param>
/// <param name="Vector">What it does for a batch, where that is faster.</param>
internal sealed record ScalarFunction(
    string Name,
    ScalarBody Body,
    bool PropagatesNull,
    VectorBody? Vector
)
{
    /// <summary>What it does where the elements of its list are taken one by one and never all at once; null where that makes no difference.</summary>
    public ScalarBody? Streamed { get; init; }
}
