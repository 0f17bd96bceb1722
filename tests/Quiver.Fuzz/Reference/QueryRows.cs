namespace Quiver.Fuzz.Reference;

/// <summary>Rows between two clauses.</summary>
/// <param name="Columns">The columns of the last projection.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Ties">After ORDER BY: which rows it does not tell apart.</param>
internal sealed record QueryRows(string[] Columns, List<Row> Rows, List<int>? Ties)
{
    public ReferenceResult ToResult() =>
        new(
            Columns,
            Columns.Length == 0
                ? []
                : [.. Rows.Select(row => Columns.Select(c => row[c]).ToArray())],
            Ties
        );
}
