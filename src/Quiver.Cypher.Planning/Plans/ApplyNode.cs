using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Plans.Indexes;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// An operator that runs its right side once for each row of its left side. Where the right side needs columns of that row it has
/// <see cref="Argument"/> leaves that give them.
/// </summary>
public abstract class ApplyNode : BinaryNode
{
    private protected ApplyNode(PlanNode left, PlanNode right, IReadOnlyList<Variable> output)
        : base(left, right, output) => IsRightRowWise = AllRowWise(right);

    /// <summary>
    /// Whether every operator on the right turns each row into rows on its own (or groups them, which it can do for each left row), with one <see cref="Argument"/> at the bottom: running the
    /// right side over a whole batch of left rows, numbered, gives each left row's rows just as running it once for each would. The same holds of changes after which nothing is read
    /// (<see cref="IndependentUpdates"/>).
    /// </summary>
    public bool IsRightRowWise { get; }

    internal override bool IsRowWise => IsRightRowWise;

    private static bool AllRowWise(PlanNode node) =>
        node is EagerAggregation or Distinct
            ? AllRowWise(node.Children[0]) || ChangesAlone(node)
            : node.IsRowWise
                && node switch
                {
                    Argument => true,
                    LeafNode => false,
                    NodeSeek or IndexSeek => node.Children is [var source] && AllRowWise(source),
                    UnaryNode unary => AllRowWise(unary.Source),
                    CartesianProduct product => AllRowWise(product.Left)
                        && !ReadsArgument(product.Right),
                    ApplyNode apply => AllRowWise(apply.Left),
                    _ => false,
                };

    /// <summary>Whether nobody reads what changes have made of the graph, and they may be made for many rows at once.</summary>
    private static bool ChangesAlone(PlanNode node) =>
        node is EagerAggregation { GroupingKeys.Count: 0, Aggregates.Count: 0 } unit
        && IndependentUpdates.Are(unit.Source);

    private static bool ReadsArgument(PlanNode node) =>
        node is Argument || node.Children.Any(ReadsArgument);
}
