namespace Quiver.Model.Columns;

/// <summary>A column whose values are numbers of 64 bits.</summary>
/// <typeparam name="T">The number: a word or a double.</typeparam>
public abstract class NumberVector<T> : ColumnVector
    where T : unmanaged
{
    private T[] _items;

    /// <summary>Makes an empty vector.</summary>
    /// <param name="capacity">The rows that it has room for before it grows.</param>
    private protected NumberVector(int capacity)
    {
        // What is appended is written before it is read, so that nothing needs to be cleared before.
        _items = GC.AllocateUninitializedArray<T>(capacity);
    }

    /// <summary>The numbers of all rows; <see cref="NullItem"/> where null.</summary>
    public Span<T> Items => _items.AsSpan(0, Count);

    /// <summary>What stands in the place of a null.</summary>
    private protected abstract T NullItem { get; }

    /// <summary>Appends a number.</summary>
    public void Append(T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(16, _items.Length * 2));
        }
        _items[Count++] = item;
    }

    /// <summary>Appends numbers and returns their span, which holds anything until the caller fills it.</summary>
    public Span<T> AppendSpan(int count)
    {
        int start = Count;
        if (start + count > _items.Length)
        {
            Array.Resize(ref _items, Math.Max(start + count, _items.Length * 2));
        }
        Count += count;
        return _items.AsSpan(start, count);
    }

    /// <inheritdoc/>
    public sealed override void AppendNull()
    {
        SetNull(Count);
        Append(NullItem);
    }

    /// <inheritdoc/>
    public sealed override void AppendNulls(int count)
    {
        SetNulls(Count, count);
        AppendSpan(count).Fill(NullItem);
    }

    /// <inheritdoc/>
    public sealed override void AppendFrom(ColumnVector source, int row)
    {
        if (source.IsNull(row))
        {
            AppendNull();
        }
        else
        {
            Append(((NumberVector<T>)source)._items[row]);
        }
    }

    /// <inheritdoc/>
    public sealed override ColumnVector Gather(ReadOnlySpan<int> rows) => Gather(rows, null);

    /// <inheritdoc/>
    public sealed override ColumnVector Gather(ReadOnlySpan<int> rows, ColumnVector? spare)
    {
        var result = (NumberVector<T>)(spare?.Kind == Kind ? spare : Create(Kind, rows.Length));
        result.Clear();
        if (!HasNulls && !rows.Contains(-1))
        {
            var target = result.AppendSpan(rows.Length);
            for (int i = 0; i < rows.Length; i++)
            {
                target[i] = _items[rows[i]];
            }
            return result;
        }
        foreach (int row in rows)
        {
            if (row < 0)
            {
                result.AppendNull();
            }
            else
            {
                result.AppendFrom(this, row);
            }
        }
        return result;
    }
}
