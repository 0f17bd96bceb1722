using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Runs the right side of an Apply over all rows of a left batch and says which left row each of its rows belongs to.</summary>
internal sealed class RightRows(QueryContext context, Operator right, ArgumentRows arguments)
{
    /// <summary>For each left row whether the right side gives any row.</summary>
    public bool[] AnyFor(Batch input)
    {
        bool[] any = new bool[input.RowCount];
        if (arguments.IsNumbered)
        {
            arguments.Rows = input;
            right.Restart();
            while (right.Next() is { } found)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                foreach (long number in ((WordVector)found.Columns[^1]).Items)
                {
                    any[number] = true;
                }
            }
            return any;
        }
        for (int row = 0; row < any.Length; row++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            StartRow(input, row);
            any[row] = NextRows() is not null;
        }
        return any;
    }

    /// <summary>For each left row the values of a column of the right side, in order; null where there are none.</summary>
    public List<Model.Values.Value>?[] Collect(Batch input, int slot)
    {
        var lists = new List<Model.Values.Value>?[input.RowCount];
        long bytes = 0;
        if (arguments.IsNumbered)
        {
            arguments.Rows = input;
            right.Restart();
            while (right.Next() is { } found)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                bytes += ListBytes(found.RowCount);
                context.Memory.EnsureAvailable(bytes);
                var numbers = ((WordVector)found.Columns[^1]).Items;
                for (int i = 0; i < numbers.Length; i++)
                {
                    (lists[numbers[i]] ??= []).Add(found.Columns[slot][i]);
                }
            }
            return lists;
        }
        for (int row = 0; row < lists.Length; row++)
        {
            StartRow(input, row);
            while (NextRows() is { } found)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                bytes += ListBytes(found.RowCount);
                context.Memory.EnsureAvailable(bytes);
                var list = lists[row] ??= [];
                for (int i = 0; i < found.RowCount; i++)
                {
                    list.Add(found.Columns[slot][i]);
                }
            }
        }
        return lists;
    }

    // A list doubles when it grows, so an element costs about twice its bytes.
    private static long ListBytes(int count) => 2L * ValueMemory.StructBytes * count;

    private void StartRow(Batch input, int row)
    {
        arguments.Rows = SingleRow.Of(input, row);
        right.Restart();
    }

    private Batch? NextRows()
    {
        Batch? found;
        do
        {
            found = right.Next();
        } while (found is { RowCount: 0 });
        return found;
    }
}
