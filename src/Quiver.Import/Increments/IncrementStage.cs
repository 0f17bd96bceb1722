namespace Quiver.Import.Increments;

/// <summary>The stages of an incremental import.</summary>
public enum IncrementStage
{
    /// <summary>All, one after the other.</summary>
    All,

    /// <summary>Reads headers and fixes what is to be done; nothing of the database is changed.</summary>
    Prepare,

    /// <summary>Reads the data and makes the changes ready, beside the database.</summary>
    Build,

    /// <summary>Makes the changes one commit of the database.</summary>
    Merge,
}
