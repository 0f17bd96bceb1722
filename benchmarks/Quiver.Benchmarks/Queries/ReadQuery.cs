namespace Quiver.Benchmarks.Queries;

/// <summary>A query that is measured, with what it must answer.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Text">Its Cypher text.</param>
/// <param name="Parameter">The name of its one parameter.</param>
/// <param name="Repetitions">How often it runs.</param>
internal sealed record ReadQuery(string Name, string Text, string Parameter, int Repetitions)
{
    /// <summary>The parameter's value for a person drawn at random.</summary>
    public required Func<int, long> Value { get; init; }

    /// <summary>The rows that it must give for that person, in their order.</summary>
    public required Func<int, IEnumerable<object?[]>> Expected { get; init; }

    /// <summary>Whether the query leaves the order of its rows open.</summary>
    public bool AnyOrder { get; init; }

    /// <summary>Compares an answer with what it must be.</summary>
    /// <exception cref="BenchmarkException">They differ.</exception>
    public void Check(IReadOnlyList<object?[]> rows, int person)
    {
        var expected = Expected(person).Select(Row).ToList();
        var actual = rows.Select(Row).ToList();
        if (AnyOrder)
        {
            expected.Sort(StringComparer.Ordinal);
            actual.Sort(StringComparer.Ordinal);
        }
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
        {
            throw new BenchmarkException(
                $"A wrong answer to '{Text}' for person {person}.\nExpected:\n  {string.Join("\n  ", expected)}\nGot:\n  {string.Join("\n  ", actual)}"
            );
        }
    }

    private static string Row(object?[] row) => string.Join(" | ", row.Select(Form));

    /// <summary>A value as text; fractions with as many digits as any order of adding gives equally.</summary>
    private static string Form(object? value) =>
        value is double number
            ? number.ToString("0.000000000", System.Globalization.CultureInfo.InvariantCulture)
        : value is object?[] fields ? $"({string.Join(", ", fields.Select(Form))})"
        : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "null";
}
