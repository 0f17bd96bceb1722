namespace Quiver.Storage.Schema;

/// <summary>How far an index is, for people.</summary>
/// <param name="State">The state.</param>
/// <param name="PopulationPercent">0 to 100.</param>
/// <param name="FailureMessage">Why it failed; empty otherwise.</param>
public readonly record struct IndexStatus(
    IndexState State,
    double PopulationPercent,
    string FailureMessage
)
{
    /// <summary>It can be read.</summary>
    public static readonly IndexStatus Online = new(IndexState.Online, 100, "");

    /// <summary>It has not been begun.</summary>
    public static readonly IndexStatus Waiting = new(IndexState.Populating, 0, "");
}
