namespace Quiver.Cypher.Planning.Binding.Labels;

/// <summary>True when there is any label at all: <c>%</c>.</summary>
public sealed record BoundLabelWildcard : BoundLabels;
