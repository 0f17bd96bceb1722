namespace Quiver.Engine.Databases;

/// <summary>What came of the merge of an increment into a database that is served.</summary>
/// <param name="Sequence">The commit that it is.</param>
/// <param name="PauseMicroseconds">How long writing transactions were held back.</param>
/// <param name="Attempts">How often it began anew because others wrote what it concerns.</param>
public sealed record IncrementMerged(long Sequence, long PauseMicroseconds, int Attempts)
{
    /// <summary>Parts that are listed, at most.</summary>
    public const int MostListed = 500;

    /// <summary>What was left out, the first of it.</summary>
    public IReadOnlyList<IncrementConflict> LeftOut { get; init; } = [];

    /// <summary>The part that does not fit, so that nothing was merged; null when it was.</summary>
    public IncrementConflict? Refused { get; init; }

    /// <summary>The constraint that would not hold, as a sentence, so that nothing was merged; null when it was.</summary>
    public string? Violation { get; init; }
}
