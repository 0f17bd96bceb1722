using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Cypher.Execution.Writing;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Merge: each left row with what its pattern matches, or with the pattern made. Rows are taken one by one, each over the graph that the
/// rows before it left.
/// </summary>
internal sealed class MergeOperator(
    QueryContext context,
    Operator left,
    Operator right,
    MergeSettings settings
) : UpdateOperator(context, left)
{
    /// <inheritdoc/>
    protected override IEnumerable<Batch> Apply(List<Batch> input)
    {
        foreach (var rows in input)
        {
            yield return Merge(rows);
        }
    }

    private Batch Merge(Batch rows)
    {
        var origins = new List<int>(rows.RowCount);
        var made = NewColumns(rows.RowCount);
        for (int row = 0; row < rows.RowCount; row++)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            var single = SingleRow.Of(rows, row);
            int before = origins.Count;
            Find(single, row, origins, made);
            if (origins.Count > before)
            {
                Change(settings.OnMatch, single, before, made);
            }
            else
            {
                Create(single, row, origins, made);
            }
        }
        int[] taken = [.. origins];
        var columns = settings.Output.Pass(rows, taken);
        for (int i = 0; i < made.Length; i++)
        {
            if (settings.OutputSlots[i] >= 0)
            {
                columns[settings.OutputSlots[i]] = made[i];
            }
        }
        return new Batch(columns, taken.Length);
    }

    /// <summary>Adds a row for each match of the pattern.</summary>
    private void Find(Batch single, int row, List<int> origins, WordVector[] made)
    {
        settings.Arguments.Rows = single;
        right.Restart();
        while (right.Next() is { } found)
        {
            Context.Cancellation.ThrowIfCancellationRequested();
            for (int i = 0; i < found.RowCount; i++)
            {
                origins.Add(row);
            }
            for (int i = 0; i < made.Length; i++)
            {
                int slot = settings.FoundSlots[i];
                if (slot < 0)
                {
                    AppendNulls(made[i], found.RowCount);
                    continue;
                }
                var ids =
                    made[i].Kind == VectorKind.Node
                        ? EntityColumn.NodesOf(found.Columns[slot])
                        : EntityColumn.RelationshipsOf(found.Columns[slot]);
                ids.CopyTo(made[i].AppendSpan(found.RowCount));
            }
        }
    }

    private void Create(Batch single, int row, List<int> origins, WordVector[] made)
    {
        settings.Guard.Check(single, Context);
        var created = settings.Creator.Create(single, Context);
        int before = origins.Count;
        origins.Add(row);
        for (int i = 0; i < made.Length; i++)
        {
            made[i].Append(created[i].Items[0]);
        }
        Context.Publish();
        Change(settings.OnCreate, single, before, made);
    }

    /// <summary>Makes the changes for the newest rows.</summary>
    private void Change(EntityChanger changes, Batch single, int from, WordVector[] made)
    {
        if (changes.IsEmpty)
        {
            return;
        }
        int count = made[0].Count - from;
        int width = single.Columns.Length;
        var columns = new ColumnVector[width + made.Length];
        int[] repeated = new int[count];
        for (int i = 0; i < width; i++)
        {
            columns[i] = single.Columns[i].Gather(repeated);
        }
        int[] newest = RowRange.Of(from, count);
        for (int i = 0; i < made.Length; i++)
        {
            columns[width + i] = made[i].Gather(newest);
        }
        changes.Apply(new Batch(columns, count), Context);
        Context.Publish();
    }

    private WordVector[] NewColumns(int capacity)
    {
        var made = new WordVector[settings.FoundSlots.Length];
        int nodes = settings.Creator.Nodes.Count;
        for (int i = 0; i < made.Length; i++)
        {
            var kind = i < nodes ? VectorKind.Node : VectorKind.Relationship;
            made[i] = new WordVector(kind, capacity);
        }
        return made;
    }

    private static void AppendNulls(WordVector column, int count)
    {
        for (int i = 0; i < count; i++)
        {
            column.AppendNull();
        }
    }
}
