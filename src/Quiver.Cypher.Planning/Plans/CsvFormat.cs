namespace Quiver.Cypher.Planning.Plans;

/// <summary>How LOAD CSV reads a file.</summary>
/// <param name="HasHeaders">Whether its first row names the entries of maps; without it rows are lists.</param>
/// <param name="FieldTerminator">The character between cells.</param>
public readonly record struct CsvFormat(bool HasHeaders, string FieldTerminator);
