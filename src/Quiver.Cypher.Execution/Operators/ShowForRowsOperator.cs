using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Planning.Shows;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>ShowTransactions and TerminateTransactions behind another: for each row the rows of a list, which is read when they are needed.</summary>
/// <param name="context">The query's context.</param>
/// <param name="source">The operator that it reads from.</param>
/// <param name="selection">What is listed.</param>
/// <param name="names">The names that are asked for.</param>
/// <param name="columns">For each column that is taken its index in the list, and the output's column; -1 when nobody needs it.</param>
/// <param name="output">The columns passed on.</param>
internal sealed class ShowForRowsOperator(
    QueryContext context,
    Operator source,
    ShowSelection selection,
    VectorExpression[] names,
    (int Index, int Slot)[] columns,
    OutputColumns output
) : ResultRowsOperator(context, source, names, columns, output)
{
    /// <inheritdoc/>
    protected override IEnumerator<Value[]> Begin(Value[] values) =>
        Context.Show.Rows(selection, values).GetEnumerator();
}
