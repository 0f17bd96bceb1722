namespace Quiver.Import.Checkpoints;

/// <summary>How much of an import is finished and kept.</summary>
internal enum CheckpointStage
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>All nodes are stored, and the id maps saved.</summary>
    Nodes,

    /// <summary>All relationship files are read.</summary>
    Relationships,

    /// <summary>All relationships are stored from where they start.</summary>
    Outgoing,

    /// <summary>All relationships are stored from where they end as well: only publishing is left.</summary>
    Linked,
}
