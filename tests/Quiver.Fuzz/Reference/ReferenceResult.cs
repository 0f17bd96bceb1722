using Quiver.Model.Values;

namespace Quiver.Fuzz.Reference;

/// <summary>What a query gives.</summary>
/// <param name="Columns">The names of the columns; empty when it gives no rows.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Ties">For an ordered result, a number for each row: rows that ORDER BY does not tell apart have the same. Null when the order is free.</param>
internal sealed record ReferenceResult(
    IReadOnlyList<string> Columns,
    IReadOnlyList<Value[]> Rows,
    IReadOnlyList<int>? Ties
);
