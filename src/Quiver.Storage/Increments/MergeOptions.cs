using Quiver.Storage.Schema;

namespace Quiver.Storage.Increments;

/// <summary>What is to be done with parts of an increment that cannot be merged.</summary>
public sealed record MergeOptions
{
    /// <summary>
    /// Whether nodes are left out that a constraint does not allow, and new ones whose key another node has got meanwhile: relationships of these go to that node. Otherwise
    /// nothing is merged.
    /// </summary>
    public bool SkipDuplicateNodes { get; init; }

    /// <summary>
    /// Whether relationships are left out that a constraint does not allow, that are gone meanwhile, or whose ends are gone or left out. Otherwise nothing is merged.
    /// </summary>
    public bool SkipBadRelationships { get; init; }

    /// <summary>Whether changes of nodes that are gone meanwhile are left out. Otherwise nothing is merged.</summary>
    public bool SkipGoneNodes { get; init; }

    /// <summary>How much may be left out; beyond that nothing is merged.</summary>
    public long Tolerance { get; init; } = long.MaxValue;

    /// <summary>Changes of indexes and constraints that take effect with the merge, in order.</summary>
    public IReadOnlyList<SchemaStep> Schema { get; init; } = [];

    /// <summary>The name under which the database as it was just before is kept (<see cref="Kept.KeptGenerations"/>); empty to keep nothing.</summary>
    public string KeepAs { get; init; } = "";

    /// <summary>How long to wait for a moment without open writing transactions.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long writing transactions are held back at most while others end, as long as that may suffice.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>For how long after the beginning of a merge no pause is longer than <see cref="LongestPause"/>.</summary>
    public TimeSpan UsualPausesOnly { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long writing transactions are held back at most after that, and only for others that have not been open for so long.</summary>
    public TimeSpan EmergencyPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether what readers need of the increment is made before they see it. Without readers it is made when it is first asked for.
    /// </summary>
    public bool PreparesReading { get; init; } = true;

    /// <summary>Whether this very process has just written the chunks: then only their bytes are compared with what it wrote, not what they say.</summary>
    public bool TrustsChunks { get; init; }

    /// <summary>Whether what is wrong may be left out.</summary>
    internal bool Allows(MergeConflictKind kind) =>
        kind switch
        {
            MergeConflictKind.KeyTaken or MergeConflictKind.NodeViolates => SkipDuplicateNodes,
            MergeConflictKind.NodeGone => SkipGoneNodes,
            _ => SkipBadRelationships,
        };
}
