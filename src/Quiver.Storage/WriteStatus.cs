namespace Quiver.Storage;

/// <summary>Whether a database takes writes.</summary>
public enum WriteStatus
{
    /// <summary>It does.</summary>
    Writable,

    /// <summary>Its disk is full: it can be read, and takes writes by itself again when there is space.</summary>
    DiskFull,

    /// <summary>Its disk failed: it can be read, and takes writes when it is opened again.</summary>
    Stopped,

    /// <summary>Another generation took its place: it can be read as it was.</summary>
    Replaced,
}
