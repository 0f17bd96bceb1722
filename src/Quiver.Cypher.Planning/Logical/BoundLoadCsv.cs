using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>LOAD CSV: a row for each row of a file.</summary>
/// <param name="url">Where the file is.</param>
/// <param name="format">How it is read.</param>
/// <param name="columns">The columns that it gives.</param>
internal sealed class BoundLoadCsv(BoundExpression url, CsvFormat format, CsvColumns columns)
    : BoundClause
{
    /// <summary>Where the file is.</summary>
    public BoundExpression Url { get; } = url;

    /// <summary>How it is read.</summary>
    public CsvFormat Format { get; } = format;

    /// <summary>The columns that it gives.</summary>
    public CsvColumns Columns { get; } = columns;
}
