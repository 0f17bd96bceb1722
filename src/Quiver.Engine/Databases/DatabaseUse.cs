namespace Quiver.Engine.Databases;

/// <summary>What stands under a database's name, as an import wants to know it.</summary>
public enum DatabaseUse
{
    /// <summary>Nothing.</summary>
    Absent,

    /// <summary>A database that never held anything.</summary>
    Unused,

    /// <summary>A database that holds or held something, or that cannot be read.</summary>
    Used,

    /// <summary>A database that another process has open.</summary>
    Elsewhere,
}
