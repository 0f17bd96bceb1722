using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>Where below a Top rows can be dropped that it would drop.</summary>
/// <param name="Place">The operator whose rows are looked at.</param>
/// <param name="Key">The column of them that becomes the Top's first key.</param>
public sealed record EarlyCut(PlanNode Place, Variable Key)
{
    /// <summary>The column of nodes by whose property the rows are grouped in between, each node apart but those that lack it; null when they are not.</summary>
    public Variable? GroupedNode { get; init; }

    /// <summary>The grouping, which must have a unique key.</summary>
    public EagerAggregation? Groups { get; init; }

    /// <summary>That property.</summary>
    public string? GroupedProperty { get; init; }
}
