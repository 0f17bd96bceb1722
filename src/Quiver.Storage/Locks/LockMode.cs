namespace Quiver.Storage.Locks;

/// <summary>How a lock is held.</summary>
public enum LockMode : byte
{
    /// <summary>Together with others who share it.</summary>
    Shared = 0,

    /// <summary>Alone.</summary>
    Exclusive = 1,
}
