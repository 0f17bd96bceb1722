using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>The property exists.</summary>
public sealed record ExistsCondition : IndexCondition
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Values => [];

    internal override string Text(string key) => $"{key} IS NOT NULL";
}
