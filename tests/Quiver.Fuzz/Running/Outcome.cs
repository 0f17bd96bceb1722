namespace Quiver.Fuzz.Running;

/// <summary>What came out of a query, as text.</summary>
/// <param name="Rows">The rows, exact.</param>
/// <param name="LooseRows">The rows without the order of lists and the kind of numbers.</param>
/// <param name="Ties">For rows in order: which of them ORDER BY does not tell apart.</param>
/// <param name="Graph">The graph that a change leaves.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
internal sealed record Outcome(
    IReadOnlyList<string> Rows,
    IReadOnlyList<string> LooseRows,
    IReadOnlyList<int>? Ties = null,
    IReadOnlyList<string>? Graph = null,
    string? Error = null
)
{
    public static Outcome Failed(string error) => new([], [], Error: error);

    /// <summary>Everything in one text that is the same for the same answers.</summary>
    /// <param name="isLoose">Whether to leave out the order of lists and the kind of numbers.</param>
    /// <param name="ties">Which rows may change places; null for all.</param>
    public string Canonical(bool isLoose, IReadOnlyList<int>? ties)
    {
        var rows = isLoose ? LooseRows : Rows;
        IEnumerable<string> sorted =
            ties is null || ties.Count != rows.Count
                ? rows.Order(StringComparer.Ordinal)
                : rows.Select((row, i) => (row, tie: ties[i]))
                    .GroupBy(r => r.tie)
                    .SelectMany(g => g.Select(r => r.row).Order(StringComparer.Ordinal));
        return string.Join('\n', sorted.Concat(Graph ?? []));
    }
}
