using Quiver.Cypher.Execution.Writing;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Create: the source's rows with the nodes and relationships made for each.</summary>
internal sealed class CreateOperator(
    QueryContext context,
    Operator source,
    EntityCreator creator,
    OutputColumns output,
    int[] madeSlots
) : UpdateOperator(context, source)
{
    /// <inheritdoc/>
    protected override bool TakesBatchwise => true;

    /// <inheritdoc/>
    protected override IEnumerable<Batch> Apply(List<Batch> input)
    {
        foreach (var rows in input)
        {
            var made = creator.Create(rows, Context);
            var columns = output.Pass(rows);
            for (int i = 0; i < madeSlots.Length; i++)
            {
                if (madeSlots[i] >= 0)
                {
                    columns[madeSlots[i]] = made[i];
                }
            }
            yield return new Batch(columns, rows.RowCount);
        }
    }
}
