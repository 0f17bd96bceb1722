namespace Quiver.Import.Reports;

/// <summary>What can be wrong with an entry so that it is left out.</summary>
internal enum BadEntryKind
{
    /// <summary>A relationship with an unknown or missing end, or without a type.</summary>
    BadRelationship,

    /// <summary>A node whose id was there before.</summary>
    DuplicateNode,

    /// <summary>A cell beyond the header's columns.</summary>
    ExtraColumn,

    /// <summary>A row that is no CSV, or a cell that holds no value of its column's type.</summary>
    MalformedRow,

    /// <summary>A node or relationship that a constraint of the schema does not allow.</summary>
    ConstraintViolation,
}
