using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model.Columns;
using Quiver.Storage.Transactions;

namespace Quiver.Cypher.Execution.Transactions;

/// <summary>Runs the right side of a TransactionApply in one transaction after the other: its operators are made anew for each.</summary>
/// <param name="outer">The context of the query around.</param>
/// <param name="profile">The profile of the whole plan.</param>
/// <param name="node">The operator.</param>
internal sealed class InnerQuery(
    QueryContext outer,
    OperatorProfile[] profile,
    TransactionApply node
)
{
    private readonly RowSchema _leftSchema = new(node.Left.Output);

    /// <summary>Runs the right side for all rows of a transaction.</summary>
    /// <param name="transaction">The transaction, which is not ended.</param>
    /// <param name="rows">The left rows.</param>
    /// <param name="results">Gets the rows found, each batch with its left batch and the left row of each of its rows.</param>
    /// <returns>What was changed.</returns>
    public UpdateCounters Run(
        WriteTransaction transaction,
        List<Batch> rows,
        List<InnerRows> results
    )
    {
        results.Clear();
        using var snapshot = transaction.Read();
        var context = new QueryContext(
            snapshot,
            outer.Parameters,
            outer.Options,
            outer.Cancellation,
            transaction
        );
        try
        {
            var arguments = new ArgumentRows(_leftSchema, node.IsRightRowWise);
            var right = new OperatorBuilder(context, profile).BuildRight(node, arguments);
            foreach (var batch in rows)
            {
                Run((context, right), arguments, batch, results);
            }
            return context.Writer!.Counters;
        }
        finally
        {
            context.DisposeResources();
            context.ReleaseSnapshots();
        }
    }

    private static void Run(
        (QueryContext Context, Operator Operator) right,
        ArgumentRows arguments,
        Batch batch,
        List<InnerRows> results
    )
    {
        if (arguments.IsNumbered)
        {
            arguments.Rows = batch;
            right.Operator.Restart();
            while (right.Operator.Next() is { } found)
            {
                Keep(found, right.Context);
                int[] leftRows = new int[found.RowCount];
                var numbers = ((WordVector)found.Columns[^1]).Items;
                for (int i = 0; i < leftRows.Length; i++)
                {
                    leftRows[i] = (int)numbers[i];
                }
                results.Add(new InnerRows(batch, leftRows, found));
            }
            return;
        }
        for (int row = 0; row < batch.RowCount; row++)
        {
            right.Context.Cancellation.ThrowIfCancellationRequested();
            arguments.Rows = SingleRow.Of(batch, row);
            right.Operator.Restart();
            while (right.Operator.Next() is { } found)
            {
                Keep(found, right.Context);
                int[] leftRows = new int[found.RowCount];
                Array.Fill(leftRows, row);
                results.Add(new InnerRows(batch, leftRows, found));
            }
        }
    }

    // They are kept until the transaction has committed; then whoever takes them charges them.
    private static void Keep(Batch found, QueryContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        context.Memory.Charge(ValueMemory.Of(found));
    }
}
