namespace Quiver.Storage.Increments;

/// <summary>What came of an attempt to make a run a commit.</summary>
internal enum AdoptOutcome
{
    /// <summary>It is a commit.</summary>
    Done,

    /// <summary>Others had writing transactions open for too long.</summary>
    Busy,

    /// <summary>What was committed meanwhile concerns what the run changes.</summary>
    Stale,
}
