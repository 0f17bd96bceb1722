using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>A plan for some parts of a pattern.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Parts">The nodes and relationships that it has found.</param>
/// <param name="HasSource">Whether it extends the rows from before the pattern.</param>
/// <param name="Cost">What it costs, its sources' costs included.</param>
internal sealed record Candidate(PlanNode Plan, PartSet Parts, bool HasSource, double Cost)
{
    /// <summary>The rows that it is expected to give.</summary>
    public double Rows => Plan.EstimatedRows;

    /// <summary>How many parts it has found.</summary>
    public int PartCount => Parts.Count;

    /// <summary>Whether it is to be preferred to another plan for the same parts.</summary>
    public bool IsBetterThan(Candidate other) => Cost < other.Cost;
}
