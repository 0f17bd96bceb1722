namespace Quiver.Foundation.IO;

/// <summary>What stands at a path, behind all links.</summary>
public enum FileKind
{
    /// <summary>Nothing, or nothing that may be looked at.</summary>
    Absent,

    /// <summary>A file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A device, pipe or socket, or one of the process's own streams.</summary>
    Device,
}
