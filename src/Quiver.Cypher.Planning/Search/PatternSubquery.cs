using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Plans;

namespace Quiver.Cypher.Planning.Search;

/// <summary>A condition of a pattern that holds a subquery. To be satisfied is a part of the pattern, so that the search finds the place where it costs least.</summary>
/// <param name="Expression">The condition.</param>
/// <param name="Bit">Its bit among the parts.</param>
/// <param name="Needed">The parts that it is about.</param>
/// <param name="NeedsSource">Whether it is about columns of the rows from before, too.</param>
/// <param name="Selectivity">The fraction of rows that satisfies it.</param>
/// <param name="Filter">Makes the plan of the rows that satisfy it.</param>
internal sealed record PatternSubquery(
    BoundExpression Expression,
    PartSet Bit,
    PartSet Needed,
    bool NeedsSource,
    double Selectivity,
    Func<PlanNode, PlanNode> Filter
);
