using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Functions;

/// <summary>
/// What a scalar function does with a batch's arguments at once; null when the columns are not of the kinds that it is fast for, and
/// the scalar body must be called row by row.
/// </summary>
internal delegate ColumnVector? VectorBody(
    ReadOnlySpan<ColumnVector> arguments,
    int rowCount,
    QueryContext context
);
