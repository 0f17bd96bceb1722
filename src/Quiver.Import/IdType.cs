namespace Quiver.Import;

/// <summary>What the identifiers in ID, START_ID and END_ID columns are.</summary>
public enum IdType
{
    /// <summary>Any text.</summary>
    String,

    /// <summary>64-bit integers.</summary>
    Integer,

    /// <summary>The node's own id in the database; not stored as a property.</summary>
    Actual,
}
