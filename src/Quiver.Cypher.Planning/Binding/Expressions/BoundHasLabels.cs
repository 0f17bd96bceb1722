using Quiver.Cypher.Planning.Binding.Labels;

namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>Whether a node's labels, or a relationship's type, satisfy a label expression; null for null.</summary>
/// <param name="Operand">The node or relationship.</param>
/// <param name="Labels">The label expression.</param>
public sealed record BoundHasLabels(BoundExpression Operand, BoundLabels Labels)
    : BoundUnary(Operand, CypherType.Boolean);
