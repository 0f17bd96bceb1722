namespace Quiver.Storage.Increments;

/// <summary>What a merge did.</summary>
/// <param name="Sequence">The commit that it is; the newest one before when there was nothing to merge.</param>
/// <param name="LeftOut">What was left out: <see cref="LeftOutFile"/> keeps it until the increment is deleted.</param>
/// <param name="Pause">How long writing transactions were held back.</param>
/// <param name="Attempts">How often it began anew because others wrote what it concerns.</param>
public sealed record MergeResult(
    long Sequence,
    IReadOnlyList<MergeConflict> LeftOut,
    TimeSpan Pause,
    int Attempts
);
