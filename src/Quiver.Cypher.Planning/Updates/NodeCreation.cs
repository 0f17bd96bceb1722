using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Updates;

/// <summary>A node to be made for each row.</summary>
/// <param name="Node">The column of the node.</param>
/// <param name="Labels">The labels written in the query.</param>
/// <param name="DynamicLabels">Further labels: text or lists of text.</param>
/// <param name="Properties">A map; null for none.</param>
public sealed record NodeCreation(
    Variable Node,
    EquatableList<string> Labels,
    EquatableList<BoundExpression> DynamicLabels,
    BoundExpression? Properties
)
{
    internal IEnumerable<BoundExpression> Expressions =>
        Properties is null ? DynamicLabels : DynamicLabels.Append(Properties);

    internal NodeCreation Map(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            DynamicLabels = [.. DynamicLabels.Select(map)],
            Properties = Properties is null ? null : map(Properties),
        };

    /// <summary>The node as plans show it.</summary>
    public override string ToString() =>
        $"({Plans.PlanText.Variable(Node)}{string.Concat(Labels.Select(Plans.PlanText.Label))}"
        + $"{string.Concat(DynamicLabels.Select(static l => $":$({l})"))}{PropertyText})";

    private string PropertyText => Properties is null ? "" : $" {Properties}";
}
