using Quiver.Cypher.Planning.Binding;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Updates;

/// <summary>Labels are added to a node or taken away.</summary>
/// <param name="Entity">The node.</param>
/// <param name="Labels">The labels written in the query.</param>
/// <param name="DynamicLabels">Further labels: text or lists of text.</param>
/// <param name="Removes">Whether they are taken away.</param>
public sealed record LabelsChange(
    BoundExpression Entity,
    EquatableList<string> Labels,
    EquatableList<BoundExpression> DynamicLabels,
    bool Removes
) : EntityChange(Entity)
{
    internal override string OperatorName => Removes ? "RemoveLabels" : "SetLabels";

    /// <inheritdoc/>
    public override IEnumerable<BoundExpression> Expressions => [Entity, .. DynamicLabels];

    internal override EntityChange Map(Func<BoundExpression, BoundExpression> map) =>
        this with
        {
            Entity = map(Entity),
            DynamicLabels = [.. DynamicLabels.Select(map)],
        };

    /// <summary>The change as plans show it.</summary>
    public override string ToString() =>
        $"{Entity}{string.Concat(Labels.Select(Plans.PlanText.Label))}"
        + string.Concat(DynamicLabels.Select(static l => $":$({l})"));
}
