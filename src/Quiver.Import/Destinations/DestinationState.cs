namespace Quiver.Import.Destinations;

/// <summary>What stands where an import is to put its database.</summary>
public enum DestinationState
{
    /// <summary>Nothing.</summary>
    Absent,

    /// <summary>A database that never held anything.</summary>
    Unused,

    /// <summary>A database that holds or held something, or that cannot be read.</summary>
    Used,

    /// <summary>A database that a process has open which cannot be asked to give way.</summary>
    InUse,
}
