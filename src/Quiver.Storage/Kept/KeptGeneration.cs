namespace Quiver.Storage.Kept;

/// <summary>What an earlier state of a database that was kept holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was kept (UTC).</param>
/// <param name="Sequence">The newest commit that it contains.</param>
/// <param name="Nodes">How many nodes it has.</param>
/// <param name="Relationships">How many relationships it has.</param>
/// <param name="Bytes">The bytes of its files.</param>
/// <param name="OwnBytes">The bytes of those that the database itself no longer has: what deleting it would free.</param>
public sealed record KeptGeneration(
    string Name,
    DateTime CreatedAt,
    long Sequence,
    long Nodes,
    long Relationships,
    long Bytes,
    long OwnBytes
);
