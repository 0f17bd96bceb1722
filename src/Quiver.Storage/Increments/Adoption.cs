namespace Quiver.Storage.Increments;

/// <summary>An attempt to make a run a commit.</summary>
/// <param name="Outcome">What came of it.</param>
internal readonly record struct Adoption(AdoptOutcome Outcome)
{
    /// <summary>The commit's number, once it is one; -1 before.</summary>
    public long Sequence { get; init; } = -1;

    /// <summary>How long writers were held back.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Where others were writing: for how long the oldest of their transactions had been open.</summary>
    public TimeSpan OldestWriter { get; init; }
}
