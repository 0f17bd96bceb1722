namespace Quiver.Storage.Delta;

/// <summary>What happened to an entity as a whole. Numbers are part of the format.</summary>
[Flags]
internal enum EntityFlags
{
    /// <summary>It was there before and still is: only labels or properties changed.</summary>
    None = 0,

    /// <summary>It was created: nothing older is known of it.</summary>
    Created = 1,

    /// <summary>It was deleted: no labels and properties follow.</summary>
    Deleted = 2,
}
