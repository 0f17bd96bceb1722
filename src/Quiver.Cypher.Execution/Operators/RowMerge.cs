using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Cypher.Execution.Writing;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Merges rows one by one, each over the graph that the rows before it left: right for every pattern, and the reference for what is faster.</summary>
internal sealed class RowMerge(QueryContext context, Operator right, MergeSettings settings)
{
    /// <summary>Merges the rows of a batch.</summary>
    public Batch Merge(Batch rows)
    {
        var merged = new MergedRows(settings, rows.RowCount);
        for (int row = 0; row < rows.RowCount; row++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var single = SingleRow.Of(rows, row);
            int before = merged.Count;
            Find(single, row, merged);
            if (merged.Count > before)
            {
                Change(settings.OnMatch, single, before, merged);
            }
            else
            {
                Create(single, row, merged);
            }
        }
        return merged.Over(rows);
    }

    /// <summary>Adds a row for each match of the pattern.</summary>
    private void Find(Batch single, int row, MergedRows merged)
    {
        settings.Arguments.Rows = single;
        right.Restart();
        while (right.Next() is { } found)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            merged.AddFound(row, found.RowCount);
            for (int i = 0; i < merged.Pattern.Length; i++)
            {
                var column = merged.Pattern[i];
                int slot = settings.FoundSlots[i];
                if (slot < 0)
                {
                    AppendNulls(column, found.RowCount);
                    continue;
                }
                var ids =
                    column.Kind == VectorKind.Node
                        ? EntityColumn.NodesOf(found.Columns[slot])
                        : EntityColumn.RelationshipsOf(found.Columns[slot]);
                ids.CopyTo(column.AppendSpan(found.RowCount));
            }
        }
    }

    private void Create(Batch single, int row, MergedRows merged)
    {
        settings.Guard.Check(single, context);
        int before = merged.Count;
        merged.AddMade(row);
        var values = settings.Creator.Evaluate(single, context);
        settings.Creator.Make(values, 0, merged.Pattern, context.RequireWriter(), isTracked: false);
        context.Publish();
        Change(settings.OnCreate, single, before, merged);
    }

    /// <summary>Makes the changes for the newest rows.</summary>
    private void Change(EntityChanger changes, Batch single, int from, MergedRows merged)
    {
        if (!changes.IsEmpty)
        {
            changes.Apply(merged.Newest(single, from), context);
            context.Publish();
        }
    }

    private static void AppendNulls(WordVector column, int count)
    {
        for (int i = 0; i < count; i++)
        {
            column.AppendNull();
        }
    }
}
