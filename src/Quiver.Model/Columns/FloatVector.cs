using Quiver.Model.Values;

namespace Quiver.Model.Columns;

/// <summary>A column of doubles; 0 where null.</summary>
public sealed class FloatVector(int capacity = Batch.Capacity) : NumberVector<double>(capacity)
{
    /// <inheritdoc/>
    public override VectorKind Kind => VectorKind.Float;

    /// <inheritdoc/>
    public override Value this[int row] => IsNull(row) ? Value.Null : Value.Float(Items[row]);

    /// <inheritdoc/>
    private protected override double NullItem => 0.0;

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
}
