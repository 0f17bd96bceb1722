namespace Quiver.Benchmarks.Reads;

/// <summary>One of the measured queries, in the languages of all who answer it.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="GoalMicroseconds">The median over Bolt that Quiver should reach on the machine that the goals were set on.</param>
/// <param name="Parameters">The parameters' names: each takes a person's id. A list parameter takes a list of one.</param>
/// <param name="Cypher">The query for Quiver.</param>
internal sealed record ReadCase(
    string Name,
    double GoalMicroseconds,
    string[] Parameters,
    string Cypher
)
{
    /// <summary>The query for Kuzu; Quiver's where not given.</summary>
    public string? Kuzu { get; init; }

    /// <summary>The query for DuckDB.</summary>
    public required string Duck { get; init; }

    /// <summary>The query for PostgreSQL; DuckDB's where not given.</summary>
    public string? Postgres { get; init; }

    /// <summary>How often it runs in a round at most; time bounds it, too.</summary>
    public int Repetitions { get; init; } = 200;

    /// <summary>The largest graph for which it is measured.</summary>
    public int MostPersons { get; init; } = int.MaxValue;

    /// <summary>Other words for the same question.</summary>
    public required ReadParaphrase[] Paraphrases { get; init; }
}
