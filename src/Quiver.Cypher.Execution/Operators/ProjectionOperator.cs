using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>Projection and ProduceResults: the source's rows with other columns.</summary>
internal sealed class ProjectionOperator(
    QueryContext context,
    Operator source,
    (int Slot, VectorExpression Expression)[] items,
    OutputColumns output
) : Operator
{
    /// <inheritdoc/>
    public override Batch? Next()
    {
        var input = source.Next();
        if (input is null)
        {
            return null;
        }
        var columns = output.Pass(input);
        foreach (var (slot, expression) in items)
        {
            columns[slot] = expression.Evaluate(input, context);
        }
        return new Batch(columns, input.RowCount);
    }

    /// <inheritdoc/>
    public override void Restart() => source.Restart();
}
