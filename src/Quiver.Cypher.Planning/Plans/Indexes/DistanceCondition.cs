using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>The property is a point near another.</summary>
/// <param name="Centre">The other point.</param>
/// <param name="Distance">The greatest distance.</param>
/// <param name="IsInclusive">Whether a point at that very distance is in.</param>
public sealed record DistanceCondition(
    BoundExpression Centre,
    BoundExpression Distance,
    bool IsInclusive
) : IndexCondition
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Values => [Centre, Distance];

    internal override string Text(string key) =>
        $"point.distance({key}, {Centre}) {(IsInclusive ? "<=" : "<")} {Distance}";
}
