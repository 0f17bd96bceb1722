namespace Quiver.Import;

/// <summary>What an import left out, by kind; each entry stands in the report file.</summary>
/// <param name="BadRelationships">Relationships with an unknown or missing end, or without a type.</param>
/// <param name="DuplicateNodes">Nodes whose id was there before in the same group.</param>
/// <param name="ExtraColumns">Cells beyond the header's columns.</param>
/// <param name="MalformedRows">Rows that are no CSV, or hold a value that is not of its column's type.</param>
/// <param name="ConstraintViolations">Nodes and relationships that a constraint of the schema does not allow.</param>
public readonly record struct ImportSkipped(
    long BadRelationships,
    long DuplicateNodes,
    long ExtraColumns,
    long MalformedRows,
    long ConstraintViolations
)
{
    /// <summary>All of them.</summary>
    public long Total =>
        BadRelationships + DuplicateNodes + ExtraColumns + MalformedRows + ConstraintViolations;
}
