using Quiver.Cypher.Execution.Csv;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>What a <see cref="LoadCsvOperator"/> reads, and where the values go.</summary>
/// <param name="Source">Says where files are.</param>
/// <param name="Url">Where the file is.</param>
/// <param name="Format">How it is read.</param>
/// <param name="RowSlot">The output's column of the row; -1 when nobody needs it.</param>
/// <param name="FileSlot">The output's column of the file's path; -1 when nobody needs it.</param>
/// <param name="LineSlot">The output's column of the line; -1 when nobody needs it.</param>
internal sealed record LoadCsvSettings(
    ICsvSource Source,
    VectorExpression Url,
    CsvFormat Format,
    int RowSlot,
    int FileSlot,
    int LineSlot
);
