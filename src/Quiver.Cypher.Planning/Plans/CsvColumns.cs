using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The columns that LOAD CSV gives.</summary>
/// <param name="Row">The row of the file.</param>
/// <param name="File">The file's path, for file().</param>
/// <param name="Line">The line on which the row begins, for linenumber().</param>
public sealed record CsvColumns(Variable Row, Variable File, Variable Line);
