using Quiver.Model.Values;

namespace Quiver.Model.Columns;

/// <summary>A column of values of any kind. The slow, general form.</summary>
public sealed class AnyVector(int capacity = Batch.Capacity) : ColumnVector
{
    private Value[] _items = new Value[capacity];

    /// <inheritdoc/>
    public override VectorKind Kind => VectorKind.Any;

    /// <summary>The values of all rows.</summary>
    public Span<Value> Items => _items.AsSpan(0, Count);

    /// <inheritdoc/>
    public override Value this[int row] => IsNull(row) ? Value.Null : _items[row];

    /// <inheritdoc/>
    public override void Append(Value value)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(16, _items.Length * 2));
        }
        if (value.IsNull)
        {
            SetNull(Count);
        }
        _items[Count++] = value;
    }

    /// <inheritdoc/>
    public override void AppendNull() => Append(Value.Null);

    /// <inheritdoc/>
    public override void AppendFrom(ColumnVector source, int row) => Append(source[row]);

    /// <inheritdoc/>
    public override ColumnVector Gather(ReadOnlySpan<int> rows)
    {
        var result = new AnyVector(rows.Length);
        foreach (int row in rows)
        {
            result.Append(row < 0 ? Value.Null : this[row]);
        }
        return result;
    }
}
