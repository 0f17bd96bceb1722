using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>The property lies between two bounds; one of them may be missing.</summary>
/// <param name="Lower">The lower bound.</param>
/// <param name="IncludesLower">Whether the lower bound itself is in.</param>
/// <param name="Upper">The upper bound.</param>
/// <param name="IncludesUpper">Whether the upper bound itself is in.</param>
public sealed record RangeCondition(
    BoundExpression? Lower,
    bool IncludesLower,
    BoundExpression? Upper,
    bool IncludesUpper
) : IndexCondition
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Values =>
        [.. new[] { Lower, Upper }.OfType<BoundExpression>()];

    internal override string Text(string key)
    {
        string lower = Lower is null ? "" : $"{key} {(IncludesLower ? ">=" : ">")} {Lower}";
        string upper = Upper is null ? "" : $"{key} {(IncludesUpper ? "<=" : "<")} {Upper}";
        return lower.Length > 0 && upper.Length > 0 ? $"{lower} AND {upper}" : lower + upper;
    }
}
