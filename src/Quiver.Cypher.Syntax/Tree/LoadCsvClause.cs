namespace Quiver.Cypher.Syntax.Tree;

/// <summary><c>LOAD CSV [WITH HEADERS] FROM url AS row [FIELDTERMINATOR ';']</c>: one row for each row of a file.</summary>
/// <param name="Extent">Where it stands in the query.</param>
/// <param name="WithHeaders">Whether the file's first row names the entries of maps; without it rows are lists.</param>
/// <param name="Url">Where the file is.</param>
/// <param name="Variable">What each row is called.</param>
/// <param name="FieldTerminator">The character between cells; null for a comma.</param>
public sealed record LoadCsvClause(
    SourceExtent Extent,
    bool WithHeaders,
    Expression Url,
    Variable Variable,
    string? FieldTerminator
) : Clause(Extent);
