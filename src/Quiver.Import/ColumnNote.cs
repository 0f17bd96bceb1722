namespace Quiver.Import;

/// <summary>Something about the cells of a column that does not fail an import, but that its owner should know.</summary>
/// <param name="HeaderFile">The file that the column's header stands in.</param>
/// <param name="Column">The column as the header names it.</param>
/// <param name="Kind">What stands in the cells.</param>
/// <param name="Count">In how many cells.</param>
public sealed record ColumnNote(string HeaderFile, string Column, ColumnNoteKind Kind, long Count);
