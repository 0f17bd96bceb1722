namespace Quiver.Import.Headers;

/// <summary>What a column of a file is for.</summary>
internal enum ColumnRole
{
    /// <summary>Its cells are not read.</summary>
    Ignored,

    /// <summary>A property.</summary>
    Property,

    /// <summary>The node's identifier; a property too when it has a name.</summary>
    Id,

    /// <summary>Labels, between array delimiters.</summary>
    Label,

    /// <summary>The identifier of the node where a relationship starts.</summary>
    StartId,

    /// <summary>The identifier of the node where a relationship ends.</summary>
    EndId,

    /// <summary>The relationship's type.</summary>
    Type,

    /// <summary>What an incremental import does with the row: creates, updates or deletes.</summary>
    Action,

    /// <summary>Labels that an incremental import removes, between array delimiters.</summary>
    RemovedLabel,

    /// <summary>Properties that an incremental import removes: keys between array delimiters, or, in a column with a name, that one where the cell is not empty.</summary>
    RemovedProperty,
}
