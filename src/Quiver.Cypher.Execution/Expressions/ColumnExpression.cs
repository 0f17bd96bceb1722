using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>A column of the row as it is.</summary>
internal sealed class ColumnExpression(int slot) : VectorExpression
{
    /// <summary>The column's place in the row.</summary>
    public int Slot { get; } = slot;

    /// <inheritdoc/>
    public override bool IsCheap => true;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) => rows.Columns[Slot];

    /// <inheritdoc/>
    protected internal override void CollectSlots(SortedSet<int> slots) => slots.Add(Slot);
}
