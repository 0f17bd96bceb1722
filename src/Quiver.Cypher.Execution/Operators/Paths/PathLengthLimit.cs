using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Planning.Binding.Expressions;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>What the length of a path is compared with.</summary>
/// <param name="Operator">How; the length stands on its left.</param>
/// <param name="Value">What stands on its right, over the source's columns.</param>
internal readonly record struct PathLengthLimit(
    ComparisonOperator Operator,
    VectorExpression Value
);
