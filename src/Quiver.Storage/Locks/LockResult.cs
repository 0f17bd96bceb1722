namespace Quiver.Storage.Locks;

/// <summary>What became of an attempt to lock without waiting.</summary>
internal enum LockResult
{
    /// <summary>It is held from now on, or more strongly than before.</summary>
    Acquired,

    /// <summary>It was held before, at least as strongly.</summary>
    Held,

    /// <summary>Somebody else holds it, or waits for it first.</summary>
    Busy,
}
