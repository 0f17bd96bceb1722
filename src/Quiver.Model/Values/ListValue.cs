using System.Collections;

namespace Quiver.Model.Values;

/// <summary>An immutable list of values.</summary>
/// <param name="elements">The elements; owned by the list from now on.</param>
public sealed class ListValue(Value[] elements) : IReadOnlyList<Value>
{
    /// <summary>The list without elements.</summary>
    public static readonly ListValue Empty = new([]);

    /// <summary>The number of elements.</summary>
    public int Count => elements.Length;

    /// <summary>The element at a zero-based position.</summary>
    public Value this[int index] => elements[index];

    /// <summary>The elements.</summary>
    public ReadOnlySpan<Value> AsSpan() => elements;

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator() => ((IEnumerable<Value>)elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => elements.GetEnumerator();
}
