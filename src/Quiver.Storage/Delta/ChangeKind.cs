namespace Quiver.Storage.Delta;

/// <summary>What one operation of a transaction does to an entity.</summary>
internal enum ChangeKind : byte
{
    /// <summary>Creates it.</summary>
    Create,

    /// <summary>Deletes it.</summary>
    Delete,

    /// <summary>Adds a label.</summary>
    AddLabel,

    /// <summary>Removes a label.</summary>
    RemoveLabel,

    /// <summary>Sets a property.</summary>
    SetProperty,

    /// <summary>Removes a property.</summary>
    RemoveProperty,
}
