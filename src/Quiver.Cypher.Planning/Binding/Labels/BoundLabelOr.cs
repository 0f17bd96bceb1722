namespace Quiver.Cypher.Planning.Binding.Labels;

/// <summary>True when any expression inside is: <c>A|B</c>.</summary>
/// <param name="Operands">Two or more expressions.</param>
public sealed record BoundLabelOr(EquatableList<BoundLabels> Operands) : BoundLabels;
