namespace Quiver.Engine.Databases;

/// <summary>What came of the merge of an increment into a database that is served. What was left out stands in its <see cref="Storage.Increments.LeftOutFile"/>.</summary>
/// <param name="Sequence">The commit that it is.</param>
/// <param name="PauseMicroseconds">How long writing transactions were held back.</param>
/// <param name="Attempts">How often it began anew because others wrote what it concerns.</param>
/// <param name="Refusal">Why it was not merged.</param>
public sealed record IncrementMerged(
    long Sequence,
    long PauseMicroseconds,
    int Attempts,
    MergeRefusal Refusal
);
