using Quiver.Cypher.Planning.Binding;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// The row of the left side for which the nearest Apply above runs this side; at the bottom of a plan that is under no Apply, one row
/// without columns.
/// </summary>
/// <param name="variables">The columns taken from that row.</param>
public sealed class Argument(params IReadOnlyList<Variable> variables) : LeafNode(variables)
{
    /// <inheritdoc/>
    public override string Name => "Argument";

    /// <inheritdoc/>
    public override string Details => PlanText.Variables(Output);

    private protected override IReadOnlyList<Variable> IntroducedByLeaf => Output;
}
