namespace Quiver.Cypher.Planning.Binding.Labels;

/// <summary>A label expression over names; for a relationship the names are types and it has exactly one.</summary>
public abstract record BoundLabels
{
    /// <summary>The expression as plans show it.</summary>
    public sealed override string ToString() => LabelText.Format(this);
}
