using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Plans.Indexes;

/// <summary>The property is text that holds other text.</summary>
/// <param name="Operator">Where it holds it.</param>
/// <param name="Part">The text looked for.</param>
public sealed record TextCondition(StringPredicateOperator Operator, BoundExpression Part)
    : IndexCondition
{
    /// <inheritdoc/>
    public override IReadOnlyList<BoundExpression> Values => [Part];

    internal override string Text(string key) =>
        Operator switch
        {
            StringPredicateOperator.StartsWith => $"{key} STARTS WITH {Part}",
            StringPredicateOperator.EndsWith => $"{key} ENDS WITH {Part}",
            _ => $"{key} CONTAINS {Part}",
        };
}
