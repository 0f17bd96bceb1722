using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Updates;

namespace Quiver.Cypher.Planning.Plans;

/// <summary>
/// SetProperty, SetProperties, SetPropertiesFromMap, SetLabels and RemoveLabels: the changes of one SET or REMOVE, made row by row, in
/// order within a row. A value sees the changes that were made before it.
/// </summary>
/// <param name="source">The operator that it reads from.</param>
/// <param name="items">The changes; at least one.</param>
public sealed class ChangeEntities(PlanNode source, IReadOnlyList<EntityChange> items)
    : UnaryNode(source),
        IUpdatingNode
{
    /// <inheritdoc/>
    public override string Name =>
        Items.Count > 1 && Items.All(static i => i is PropertyChange)
            ? "SetProperties"
            : Items[0].OperatorName;

    /// <inheritdoc/>
    public override string Details => string.Join(", ", Items);

    /// <summary>The changes.</summary>
    public IReadOnlyList<EntityChange> Items { get; } = items;

    internal override bool IsRowWise => false;

    internal override IEnumerable<BoundExpression> Expressions =>
        Items.SelectMany(static i => i.Expressions);
}
