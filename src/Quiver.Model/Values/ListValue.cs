using System.Collections;

namespace Quiver.Model.Values;

/// <summary>An immutable list of values.</summary>
public sealed class ListValue : IReadOnlyList<Value>
{
    /// <summary>The list without elements.</summary>
    public static readonly ListValue Empty = new([]);

    private readonly Spacing? _spacing;
    private readonly Growth? _growth;
    private Value[]? _elements;
    private ValueExtent? _extent;

    /// <summary>Makes a list.</summary>
    /// <param name="elements">The elements; owned by the list from now on.</param>
    public ListValue(Value[] elements)
    {
        _elements = elements;
        Count = elements.Length;
    }

    private ListValue(Spacing spacing)
    {
        _spacing = spacing;
        Count = spacing.Count;
    }

    private ListValue(Value[] elements, int count, Growth growth)
    {
        _elements = elements;
        _growth = growth;
        Count = count;
    }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>The element at a zero-based position.</summary>
    public Value this[int index] =>
        _elements is { } elements ? elements.AsSpan(0, Count)[index] : _spacing!.At(index);

    /// <summary>Evenly spaced integers that take no memory until somebody asks for all of them at once.</summary>
    /// <param name="start">The first; all of them are within the range of 64 bits.</param>
    /// <param name="step">The distance of neighbours.</param>
    /// <param name="count">How many there are.</param>
    public static ListValue Range(long start, long step, int count) =>
        new(new Spacing(start, step, count));

    /// <summary>The elements. Makes those of a <see cref="Range"/>: who may be given a long one goes by position.</summary>
    public ReadOnlySpan<Value> AsSpan() => (_elements ??= MakeElements()).AsSpan(0, Count);

    /// <summary>The memory of the elements themselves, without what they refer to; 0 for a <see cref="Range"/> whose elements nobody asked for.</summary>
    public long ElementBytes => ValueExtent.StructBytes * (long)(_elements?.Length ?? 0);

    /// <summary>How much memory it takes and how deep it is nested. Computed once.</summary>
    public ValueExtent Extent => _extent ??= ValueExtent.OfParts(AsSpan());

    /// <summary>The list of this one's elements and more behind them.</summary>
    /// <remarks>
    /// A list that was made so shares its array with the first one that is made of it, if there is room: whoever appends one element after the other
    /// takes time with their number, not its square.
    /// </remarks>
    public ListValue Append(params ReadOnlySpan<Value> more)
    {
        var own = AsSpan();
        int count = checked(own.Length + more.Length);
        var elements = _elements!;
        var growth = _growth;
        bool isNext =
            growth is not null && count <= elements.Length && growth.TryTake(Count, count);
        if (!isNext)
        {
            // Most lists are appended to once: only from the second time on more room is made than needed.
            long capacity = growth is null ? count : count + (count / 2L);
            elements = new Value[Math.Min(capacity, Array.MaxLength)];
            own.CopyTo(elements);
            growth = new Growth(count);
        }
        more.CopyTo(elements.AsSpan(own.Length));
        return new ListValue(elements, count, growth!) { _extent = _extent?.With(more) };
    }

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

    /// <summary>How much of an array lists have taken: what lies behind belongs to the one that ends there, until it gives it to another.</summary>
    private sealed class Growth(int used)
    {
        private int _used = used;

        public bool TryTake(int from, int to) =>
            Interlocked.CompareExchange(ref _used, to, from) == from;
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
