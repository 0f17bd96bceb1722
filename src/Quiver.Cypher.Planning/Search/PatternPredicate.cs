using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;

namespace Quiver.Cypher.Planning.Search;

/// <summary>A condition of a pattern with what must be there before it can be evaluated.</summary>
/// <param name="Expression">The condition.</param>
/// <param name="Parts">The nodes and relationships of the pattern that it uses.</param>
/// <param name="NeedsSource">Whether it uses other columns of the rows that the pattern extends.</param>
/// <param name="Selectivity">The fraction of rows that satisfies it; 1 where the edges' estimates hold it already.</param>
/// <param name="Cost">What it costs per row.</param>
internal sealed record PatternPredicate(
    BoundExpression Expression,
    PartSet Parts,
    bool NeedsSource,
    double Selectivity,
    double Cost
)
{
    /// <summary>Whether it may fail the query: then it is only attempted where the pattern is not complete.</summary>
    public bool MayFail { get; } = RuntimeFailures.ArePossible(Expression);
}
