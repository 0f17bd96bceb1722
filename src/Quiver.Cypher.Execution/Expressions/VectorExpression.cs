using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions;

/// <summary>An expression compiled against the columns of its rows: gives a column of values for a batch of rows at once.</summary>
/// <remarks>Made for one execution and used by one thread; may keep what it can reuse between batches.</remarks>
internal abstract class VectorExpression(params VectorExpression[] children)
{
    private int[]? _slots;

    /// <summary>The expressions directly inside.</summary>
    protected VectorExpression[] Children { get; } = children;

    /// <summary>Whether it can neither fail nor costs more than a look at the row: such expressions are evaluated even where the result is not needed.</summary>
    public virtual bool IsCheap => false;

    /// <summary>Whether it has the same value in all rows of one execution.</summary>
    public virtual bool IsFixed => false;

    /// <summary>Whether all expressions directly inside have the same value in all rows.</summary>
    public bool AreChildrenFixed
    {
        get
        {
            foreach (var child in Children)
            {
                if (!child.IsFixed)
                {
                    return false;
                }
            }
            return true;
        }
    }

    /// <summary>The columns that it and the expressions inside read.</summary>
    public int[] Slots
    {
        get
        {
            if (_slots is null)
            {
                var slots = new SortedSet<int>();
                CollectSlots(slots);
                _slots = [.. slots];
            }
            return _slots;
        }
    }

    /// <summary>The values for all rows of a batch. The result may be a column of the batch itself.</summary>
    public abstract ColumnVector Evaluate(Batch rows, QueryContext context);

    /// <summary>
    /// The values for all rows of a batch, for someone who has done with them when he next asks this expression: the column may then be filled anew.
    /// </summary>
    public virtual ColumnVector EvaluateTransient(Batch rows, QueryContext context) =>
        Evaluate(rows, context);

    /// <summary>
    /// The values for all rows of a batch, for someone who takes the elements of lists by their positions only: lists may then
    /// be such as take no memory.
    /// </summary>
    public virtual ColumnVector EvaluateStreamed(Batch rows, QueryContext context) =>
        Evaluate(rows, context);

    /// <summary>The value when it is the same for every row and known now.</summary>
    public virtual bool TryGetConstant(out Value value)
    {
        value = default;
        return false;
    }

    /// <summary>Adds the columns that it reads.</summary>
    protected internal virtual void CollectSlots(SortedSet<int> slots)
    {
        foreach (var child in Children)
        {
            child.CollectSlots(slots);
        }
    }
}
