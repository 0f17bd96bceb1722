namespace Quiver.Import.Reports;

/// <summary>Why an entry is left out, finer than its <see cref="BadEntryKind"/>: what a hint at the end goes by.</summary>
internal enum BadEntryCause
{
    /// <summary>No node has the relationship's start id.</summary>
    UnknownStart,

    /// <summary>No node has the relationship's end id.</summary>
    UnknownEnd,

    /// <summary>The relationship lacks a start, an end or a type.</summary>
    Incomplete,

    /// <summary>The node's id was there before.</summary>
    Duplicate,

    /// <summary>The cell is beyond the header's columns.</summary>
    ExtraCell,

    /// <summary>The row is no CSV, or holds a value that is not of its column's type.</summary>
    Malformed,

    /// <summary>A constraint of the schema does not allow the node or relationship.</summary>
    Violation,
}
