namespace Quiver.Cypher.Planning.Binding.Labels;

/// <summary>True when the label is there.</summary>
/// <param name="Name">The label or type.</param>
public sealed record BoundLabelName(string Name) : BoundLabels;
