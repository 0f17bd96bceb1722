using Quiver.Foundation;
using Quiver.Model.Values;

namespace Quiver.Model.Columns;

/// <summary>A column of 64-bit words: booleans, integers, node and relationship ids, dates, date-times that have a word (<see cref="ColumnWords"/>). A null row holds 0, or -1 for ids.</summary>
public sealed class WordVector(VectorKind kind, int capacity = Batch.Capacity)
    : NumberVector<long>(capacity)
{
    /// <inheritdoc/>
    public override VectorKind Kind => kind;

    /// <inheritdoc/>
    public override Value this[int row] =>
        IsNull(row) ? Value.Null : ColumnWords.ValueOf(kind, Items[row]);

    /// <inheritdoc/>
    private protected override long NullItem =>
        kind is VectorKind.Node or VectorKind.Relationship ? -1 : 0;

    /// <inheritdoc/>
    public override void Append(Value value)
    {
        if (value.IsNull)
        {
            AppendNull();
        }
        else
        {
            bool hasWord = ColumnWords.TryOf(value, out var ofValue, out long word);
            Invariant.Assert(hasWord && ofValue == kind);
            Append(word);
        }
    }
}
