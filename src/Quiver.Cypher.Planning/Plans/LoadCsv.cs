using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>For each row, one row per row of a CSV file.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="url">Where the file is.</param>
/// <param name="format">How it is read.</param>
/// <param name="columns">The columns that it gives.</param>
public sealed class LoadCsv(
    PlanNode source,
    BoundExpression url,
    CsvFormat format,
    CsvColumns columns
) : UnaryNode(source, [.. source.Output, columns.Row, columns.File, columns.Line])
{
    /// <inheritdoc/>
    public override string Name => "LoadCSV";

    /// <inheritdoc/>
    public override string Details => PlanText.Variable(Columns.Row);

    /// <summary>Where the file is.</summary>
    public BoundExpression Url { get; } = url;

    /// <summary>How it is read.</summary>
    public CsvFormat Format { get; } = format;

    /// <summary>The columns that it gives.</summary>
    public CsvColumns Columns { get; } = columns;

    internal override IEnumerable<Variable> Introduced => [Columns.Row, Columns.File, Columns.Line];

    internal override IEnumerable<BoundExpression> Expressions => [Url];
}
