using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>The property equals an element of a list.</summary>
/// <param name="List">The list.</param>
public sealed record AnyOfCondition(BoundExpression List) : IndexCondition
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Values => [List];

    internal override bool IsEquality => true;

    internal override string Text(string key) => $"{key} IN {List}";
}
