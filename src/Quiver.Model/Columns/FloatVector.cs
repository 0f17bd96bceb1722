using Quiver.Model.Values;

namespace Quiver.Model.Columns;

/// <summary>A column of doubles.</summary>
public sealed class FloatVector(int capacity = Batch.Capacity) : ColumnVector
{
    private double[] _items = new double[capacity];

    /// <inheritdoc/>
    public override VectorKind Kind => VectorKind.Float;

    /// <summary>The numbers of all rows; 0 where null.</summary>
    public Span<double> Items => _items.AsSpan(0, Count);

    /// <inheritdoc/>
    public override Value this[int row] => IsNull(row) ? Value.Null : Value.Float(_items[row]);

    /// <summary>Appends a number.</summary>
    public void Append(double number)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(16, _items.Length * 2));
        }
        _items[Count++] = number;
    }

    /// <summary>Appends numbers and returns their span, to be filled by the caller.</summary>
    public Span<double> AppendSpan(int count)
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
            Append(value.AsFloat());
        }
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        SetNull(Count);
        Append(0.0);
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
            Append(((FloatVector)source)._items[row]);
        }
    }

    /// <inheritdoc/>
    public override ColumnVector Gather(ReadOnlySpan<int> rows)
    {
        var result = new FloatVector(rows.Length);
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
