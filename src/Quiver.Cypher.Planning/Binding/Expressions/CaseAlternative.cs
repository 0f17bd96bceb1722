namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>One branch of a CASE.</summary>
/// <param name="Condition">The branch is taken when this is true.</param>
/// <param name="Result">The value then.</param>
public sealed record CaseAlternative(BoundExpression Condition, BoundExpression Result);
