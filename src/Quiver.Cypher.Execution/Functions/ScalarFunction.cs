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
);
