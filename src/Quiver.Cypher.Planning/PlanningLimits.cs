namespace Quiver.Cypher.Planning;

/// <summary>The bounds of what planning takes on.</summary>
public static class PlanningLimits
{
    /// <summary>The most nodes and relationships of one pattern (of consecutive MATCH clauses together).</summary>
    public const int MaxPatternParts = 128;

    /// <summary>The most conditions of one pattern, labels included, its WHERE split at AND.</summary>
    public const int MaxPatternConditions = 10_000;

    /// <summary>The most nodes and relationships of one CREATE.</summary>
    public const int MaxCreatedParts = 100_000;

    /// <summary>The most operators one above the other in a plan: whoever walks it recursively needs that much stack.</summary>
    public const int MaxPlanHeight = 2000;

    /// <summary>The most notifications about one query.</summary>
    public const int MaxNotifications = 200;

    /// <summary>How many known names are looked at for one that a mistyped name may mean.</summary>
    internal const int MaxSuggestionCandidates = 1000;

    /// <summary>The most nodes of a label that are gone through beside LOAD CSV without a notification.</summary>
    internal const int MaxNodesToScanForCsv = 10_000;

    /// <summary>From how many places the plan of a large pattern is tried.</summary>
    internal const int MaxGreedyStarts = 4;

    /// <summary>Connected patterns of at most so many relationships get the best order there is; larger ones a good one.</summary>
    public const int MaxExhaustiveRelationships = 8;
}
