namespace Quiver.Storage.Reading;

/// <summary>What a stack of change runs says of an entity's existence.</summary>
internal enum EntityState
{
    /// <summary>Nothing: the base decides.</summary>
    Unknown,

    /// <summary>It was created in one of the runs and still is there.</summary>
    Created,

    /// <summary>It was deleted.</summary>
    Deleted,
}
