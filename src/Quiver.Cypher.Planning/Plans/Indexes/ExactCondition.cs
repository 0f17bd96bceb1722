using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>The property equals a value.</summary>
/// <param name="Value">The value.</param>
public sealed record ExactCondition(BoundExpression Value) : IndexCondition
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Values => [Value];

    internal override bool IsEquality => true;

    internal override string Text(string key) => $"{key} = {Value}";
}
