namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Whether a whole text matches a regular expression: <c>=~</c>.</summary>
/// <param name="Left">The text.</param>
/// <param name="Right">The regular expression.</param>
public sealed record BoundRegexMatch(BoundExpression Left, BoundExpression Right)
    : BoundBinary(Left, Right, CypherType.Boolean);
