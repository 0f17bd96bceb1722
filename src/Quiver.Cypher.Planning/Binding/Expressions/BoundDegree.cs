using Quiver.Model;

namespace Quiver.Cypher.Planning.Binding.Expressions;

/// <summary>How many relationships a node has; 0 for null. Planning makes it of subqueries that count no more than that.</summary>
/// <param name="Operand">The node.</param>
/// <param name="Direction">The direction as seen from the node; a loop counts once for both.</param>
/// <param name="Types">The types; empty for any type.</param>
/// <param name="OtherLabel">The label of the nodes at the other ends; null for any node.</param>
public sealed record BoundDegree(
    BoundExpression Operand,
    Direction Direction,
    EquatableList<string> Types,
    string? OtherLabel
) : BoundUnary(Operand, CypherType.Integer)
{
    /// <summary>What the nodes at the other ends must satisfy, most of which do: over <see cref="Other"/> and nothing else; null for anything.</summary>
    public BoundExpression? OtherCondition { get; init; }

    /// <summary>The node at the other end in <see cref="OtherCondition"/>.</summary>
    public Variable? Other { get; init; }
}
