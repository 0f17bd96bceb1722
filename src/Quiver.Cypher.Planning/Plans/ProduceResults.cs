using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>The root of a plan: the result's columns in their order.</summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="columns">The columns; named by <see cref="QueryPlan.Columns"/>.</param>
public sealed class ProduceResults(PlanNode source, IReadOnlyList<Variable> columns)
    : UnaryNode(source, columns)
{
    /// <inheritdoc/>
    public override string Name => "ProduceResults";

    /// <inheritdoc/>
    public override string Details => PlanText.Variables(Columns);

    /// <summary>The columns in the result's order; equal to the output.</summary>
    public IReadOnlyList<Variable> Columns { get; } = columns;

    internal override IEnumerable<Variable> Read => Columns;
}
