namespace Quiver.Import.Increments;

/// <summary>What a row is there for.</summary>
internal enum RowAction : byte
{
    /// <summary>Creates a node or relationship.</summary>
    Create,

    /// <summary>Changes one.</summary>
    Update,

    /// <summary>Deletes one.</summary>
    Delete,

    /// <summary>Nothing that is known.</summary>
    Unknown,
}
