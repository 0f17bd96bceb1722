using System.Collections;

namespace Quiver.Model.Values;

/// <summary>An immutable list of values.</summary>
public sealed class ListValue : IReadOnlyList<Value>
{
    /// <summary>The list without elements.</summary>
    public static readonly ListValue Empty = new([]);

    private readonly Spacing? _spacing;
    private Value[]? _elements;
    private ValueExtent? _extent;

    /// <summary>Makes a list.</summary>
    /// <param name="elements">The elements; owned by the list from now on.</param>
    public ListValue(Value[] elements) => _elements = elements;

    private ListValue(Spacing spacing) => _spacing = spacing;

    /// <summary>The number of elements.</summary>
    public int Count => _elements?.Length ?? _spacing!.Count;

    /// <summary>The element at a zero-based position.</summary>
    public Value this[int index] =>
        _elements is { } elements ? elements[index] : _spacing!.At(index);

    /// <summary>Evenly spaced integers that take no memory until somebody asks for all of them at once.</summary>
    /// <param name="start">The first; all of them are within the range of 64 bits.</param>
    /// <param name="step">The distance of neighbours.</param>
    /// <param name="count">How many there are.</param>
    public static ListValue Range(long start, long step, int count) =>
        new(new Spacing(start, step, count));

    /// <summary>The elements. Makes those of a <see cref="Range"/>: who may be given a long one goes by position.</summary>
    public ReadOnlySpan<Value> AsSpan() => _elements ??= MakeElements();

    /// <summary>The memory of the elements themselves, without what they refer to; 0 for a <see cref="Range"/> whose elements nobody asked for.</summary>
    public long ElementBytes => ValueExtent.StructBytes * (long)(_elements?.Length ?? 0);

    /// <summary>How much memory it takes and how deep it is nested. Computed once.</summary>
    public ValueExtent Extent => _extent ??= ValueExtent.OfParts(AsSpan());

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Value[] MakeElements()
    {
        var elements = new Value[Count];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = _spacing!.At(i);
        }
        return elements;
    }

    private sealed record Spacing(long Start, long Step, int Count)
    {
        public Value At(int index)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            return Value.Integer(Start + (index * Step));
        }
    }
}
