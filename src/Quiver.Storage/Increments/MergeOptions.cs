namespace Quiver.Storage.Increments;

/// <summary>What is to be done where others wrote into a database between the build of an increment and its merge.</summary>
public sealed record MergeOptions
{
    /// <summary>
    /// Whether a new node whose key another node has got meanwhile is left out: its relationships go to that node. Otherwise nothing is merged.
    /// </summary>
    public bool SkipDuplicateNodes { get; init; }

    /// <summary>Whether changes of nodes and relationships that are gone meanwhile, and new relationships at such nodes, are left out. Otherwise nothing is merged.</summary>
    public bool SkipMissing { get; init; }

    /// <summary>How much may be left out; beyond that nothing is merged.</summary>
    public long Tolerance { get; init; } = long.MaxValue;

    /// <summary>How long to wait for a moment without open writing transactions.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long writing transactions are held back at most while others end.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Whether what readers need of the increment is made before they see it. Without readers it is made when it is first asked for.
    /// </summary>
    public bool PreparesReading { get; init; } = true;
}
