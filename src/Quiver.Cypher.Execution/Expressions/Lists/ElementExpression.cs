using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Lists;

/// <summary>An expression that evaluates others for each element of a list, with the element in a column of its own.</summary>
internal abstract class ElementExpression(
    VectorExpression list,
    int elementSlot,
    VectorExpression[] inner
) : VectorExpression([list, .. inner])
{
    private int[]? _outerSlots;

    /// <summary>The list.</summary>
    protected VectorExpression List => Children[0];

    /// <summary>The column of the element, behind all columns of the row.</summary>
    protected int ElementSlot => elementSlot;

    /// <inheritdoc/>
    protected internal override void CollectSlots(SortedSet<int> slots)
    {
        List.CollectSlots(slots);
        foreach (int slot in OuterSlots())
        {
            slots.Add(slot);
        }
    }

    /// <summary>The frames of elements over which the expressions inside are evaluated.</summary>
    protected ElementFrames NewFrames(Batch rows, ColumnVector lists) =>
        new(rows, lists, OuterSlots(), elementSlot);

    /// <summary>The columns of the row that the expressions inside read.</summary>
    protected int[] OuterSlots()
    {
        if (_outerSlots is null)
        {
            var inside = new SortedSet<int>();
            foreach (var child in Children.AsSpan(1))
            {
                child.CollectSlots(inside);
            }
            _outerSlots = [.. inside.Where(slot => slot < elementSlot)];
        }
        return _outerSlots;
    }
}
