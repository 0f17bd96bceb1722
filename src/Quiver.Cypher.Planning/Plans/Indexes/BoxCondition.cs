using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>The property is a point in a box, its border included.</summary>
/// <param name="LowerLeft">One corner.</param>
/// <param name="UpperRight">The opposite corner.</param>
public sealed record BoxCondition(BoundExpression LowerLeft, BoundExpression UpperRight)
    : IndexCondition
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Values => [LowerLeft, UpperRight];

    internal override string Text(string key) =>
        $"point.withinBBox({key}, {LowerLeft}, {UpperRight})";
}
