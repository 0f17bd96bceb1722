using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Planning.Logical;

/// <summary>One key of ORDER BY.</summary>
/// <param name="Expression">What is compared.</param>
/// <param name="IsDescending">Whether large values come first.</param>
internal sealed record BoundSortItem(BoundExpression Expression, bool IsDescending);
