namespace Quiver.Cypher.Planning.Binding;

/// <summary>Lets collection expressions make an <see cref="EquatableList{T}"/>.</summary>
public static class EquatableListBuilder
{
    /// <summary>Makes a list of copies of the elements.</summary>
    public static EquatableList<T> Create<T>(ReadOnlySpan<T> elements) => new(elements.ToArray());
}
