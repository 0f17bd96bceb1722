namespace Quiver.Cypher.Planning.Binding.Labels;

/// <summary>True when all expressions inside are: <c>A&amp;B</c>.</summary>
/// <param name="Operands">Two or more expressions.</param>
public sealed record BoundLabelAnd(EquatableList<BoundLabels> Operands) : BoundLabels;
