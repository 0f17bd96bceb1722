using Quiver.Cypher.Execution.Operators;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>Makes the changes of one SET or REMOVE, row by row, in the order of the items within a row.</summary>
/// <param name="changes">The items.</param>
/// <param name="readsOwnChanges">Whether a value may depend on what a row before, or an item before, has changed.</param>
/// <param name="readsOnlyItself">Whether it depends only on rows that change the same entity, which all items do.</param>
internal sealed class EntityChanger(
    CompiledChange[] changes,
    bool readsOwnChanges,
    bool readsOnlyItself = false
)
{
    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => changes.Length == 0;

    /// <summary>Whether no value depends on what rows or items before have changed.</summary>
    public bool IsBlind => !readsOwnChanges;

    /// <summary>Whether it changes labels, too.</summary>
    public bool ChangesLabels => Array.Exists(changes, static c => c.ChangesLabels);

    /// <summary>Makes the changes for all rows.</summary>
    public void Apply(List<Batch> input, QueryContext context)
    {
        bool isDistinct = Lock(input, context);
        bool takesTogether = !readsOwnChanges || (readsOnlyItself && isDistinct);
        foreach (var rows in input)
        {
            Apply(rows, context, takesTogether);
        }
    }

    /// <summary>Makes the changes for the rows of a batch.</summary>
    public void Apply(Batch rows, QueryContext context) =>
        Apply(rows, context, takesTogether: !readsOwnChanges);

    private void Apply(Batch rows, QueryContext context, bool takesTogether)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        if (takesTogether)
        {
            ApplyAll(rows, context);
            return;
        }
        for (int row = 0; row < rows.RowCount; row++)
        {
            var single = SingleRow.Of(rows, row);
            foreach (var change in changes)
            {
                var columns = change.Evaluate(single, context);
                if (!columns[0].IsNull(0))
                {
                    change.Apply(columns, 0, context, isTracked: true);
                }
            }
        }
    }

    /// <summary>Takes the locks; gives whether no entity is changed by two rows, where that is asked.</summary>
    private bool Lock(List<Batch> input, QueryContext context)
    {
        var targets = new LockTargets();
        // Where all items change the same entity, the first one says which.
        int counted = readsOnlyItself ? 1 : changes.Length;
        bool isKnown = true;
        foreach (var rows in input)
        {
            foreach (var change in changes.AsSpan(0, counted))
            {
                if (change.Targets(rows, context) is { } column)
                {
                    targets.Add(column, change.ChangesLabels, context);
                }
                else
                {
                    isKnown = false;
                }
            }
        }
        return targets.Lock(context) && isKnown;
    }

    private void ApplyAll(Batch rows, QueryContext context)
    {
        var columns = new ColumnVector[changes.Length][];
        bool isTracked = false;
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = changes[i].Evaluate(rows, context);
            isTracked |= !changes[i].IsForgettable(columns[i]);
        }
        for (int row = 0; row < rows.RowCount; row++)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                if (!columns[i][0].IsNull(row))
                {
                    changes[i].Apply(columns[i], row, context, isTracked);
                }
            }
        }
    }
}
