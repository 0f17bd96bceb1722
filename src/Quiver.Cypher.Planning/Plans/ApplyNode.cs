using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
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

    /// <summary>
    /// The nodes and relationships of a left row that decide, with the graph, the one row that the right side gives for it: left rows with the same ones may share it. Null where the right
    /// side may give other than one row, where it reads anything else, and where it does not always give the same.
    /// </summary>
    public IReadOnlyList<Variable>? RightRowKeys() =>
        IsRightRowWise
        && !Right.Writes
        && !Right.HasEffects
        && GivesOneRow(Right)
        && IsRepeatable(Right)
        && ArgumentBelow(Right) is { } argument
        && argument.Output.All(IsEntity)
            ? argument.Output
            : null;

    private static bool IsEntity(Variable variable) =>
        variable.Type == CypherType.Node || variable.Type == CypherType.Relationship;

    private static bool GivesOneRow(PlanNode node) =>
        node switch
        {
            EagerAggregation aggregation => aggregation.GroupingKeys.Count == 0,
            Projection projection => GivesOneRow(projection.Source),
            _ => false,
        };

    private static bool IsRepeatable(PlanNode node) =>
        node is not (ProcedureCall or LoadCsv)
        && !node.Expressions.Any(static expression =>
            expression.Contains(static e => e is BoundFunction { Signature.IsDeterministic: false })
        )
        && node.Children.All(IsRepeatable);

    // Where the left rows come in: what stands on the right of further Applies has arguments of its own.
    private static Argument? ArgumentBelow(PlanNode node) =>
        node switch
        {
            Argument argument => argument,
            BinaryNode binary => ArgumentBelow(binary.Left),
            { Children: [var source] } => ArgumentBelow(source),
            _ => null,
        };

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
