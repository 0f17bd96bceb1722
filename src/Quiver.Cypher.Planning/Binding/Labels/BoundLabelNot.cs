namespace Quiver.Cypher.Planning.Binding.Labels;

/// <summary>True when the expression inside is not: <c>!A</c>.</summary>
/// <param name="Operand">The expression inside.</param>
public sealed record BoundLabelNot(BoundLabels Operand) : BoundLabels;
