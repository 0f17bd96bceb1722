namespace Quiver.Import.Increments;

/// <summary>What an incremental import is told besides what every import is told.</summary>
public sealed record IncrementOptions
{
    /// <summary>Which stages are run.</summary>
    public IncrementStage Stage { get; init; }

    /// <summary>Whether a row that updates or deletes relationships takes all that it describes; otherwise several are a bad entry.</summary>
    public bool UpdateAllMatchingRelationships { get; init; }
}
