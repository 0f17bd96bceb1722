using Quiver.Model.Values;

namespace Quiver.Model.Columns;

/// <summary>A column of 64-bit words: booleans, integers, node and relationship ids, dates.</summary>
public sealed class WordVector(VectorKind kind, int capacity = Batch.Capacity) : ColumnVector
{
    // What is appended is written before it is read, so that no word needs to be cleared before.
    private long[] _items = GC.AllocateUninitializedArray<long>(capacity);

    /// <inheritdoc/>
    public override VectorKind Kind => kind;

    /// <summary>The words of all rows. A null row holds 0, or -1 for ids.</summary>
    public Span<long> Items => _items.AsSpan(0, Count);

    /// <inheritdoc/>
    public override Value this[int row] =>
        IsNull(row) ? Value.Null : Value.FromBits(ValueKindOf(kind), _items[row]);

    private long NullWord => kind is VectorKind.Node or VectorKind.Relationship ? -1 : 0;

    /// <summary>Appends a word.</summary>
    public void Append(long word)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(16, _items.Length * 2));
        }
        _items[Count++] = word;
    }

    /// <summary>Appends words and returns their span, which holds anything until the caller fills it.</summary>
    public Span<long> AppendSpan(int count)
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
    public override void Append(Value value)
    {
        if (value.IsNull)
        {
            AppendNull();
        }
        else
        {
            Append(value.Bits);
        }
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        SetNull(Count);
        Append(NullWord);
    }

    /// <inheritdoc/>
    public override void AppendFrom(ColumnVector source, int row)
    {
        if (source.IsNull(row))
        {
            AppendNull();
        }
        else
        {
            Append(((WordVector)source)._items[row]);
        }
    }

    /// <inheritdoc/>
    public override ColumnVector Gather(ReadOnlySpan<int> rows)
    {
        var result = new WordVector(kind, rows.Length);
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

    private static ValueKind ValueKindOf(VectorKind kind) =>
        kind switch
        {
            VectorKind.Boolean => ValueKind.Boolean,
            VectorKind.Node => ValueKind.Node,
            VectorKind.Relationship => ValueKind.Relationship,
            VectorKind.Date => ValueKind.Date,
            _ => ValueKind.Integer,
        };
}
