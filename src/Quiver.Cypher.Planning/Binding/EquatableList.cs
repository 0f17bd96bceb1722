using System.Collections;
using System.Runtime.CompilerServices;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>An immutable list that equals another with equal elements, so that records which hold one compare by content.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
[CollectionBuilder(typeof(EquatableListBuilder), nameof(EquatableListBuilder.Create))]
public sealed class EquatableList<T> : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    private readonly T[] _elements;

    internal EquatableList(T[] elements) => _elements = elements;

    /// <summary>The number of elements.</summary>
    public int Count => _elements.Length;

    /// <summary>The element at a zero-based position.</summary>
    public T this[int index] => _elements[index];

    /// <summary>The elements.</summary>
    public ReadOnlySpan<T> AsSpan() => _elements;

    /// <inheritdoc/>
    public bool Equals(EquatableList<T>? other) =>
        other is not null && _elements.AsSpan().SequenceEqual(other._elements);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as EquatableList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var element in _elements)
        {
            hash.Add(element);
        }
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _elements.GetEnumerator();
}
