using Quiver.Cypher.Execution.Writing;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>SetProperty, SetProperties, SetPropertiesFromMap, SetLabels and RemoveLabels: the source's rows, when the changes are made for each.</summary>
internal sealed class ChangeOperator(
    QueryContext context,
    Operator source,
    EntityChanger changer,
    bool isSettledBelow,
    OutputColumns output
) : UpdateOperator(context, source)
{
    /// <inheritdoc/>
    protected override bool TakesPartwise => isSettledBelow && changer.IsBlind;

    /// <inheritdoc/>
    protected override IEnumerable<Batch> Apply(List<Batch> input)
    {
        changer.Apply(input, Context);
        foreach (var rows in input)
        {
            yield return new Batch(output.Pass(rows), rows.RowCount);
        }
    }
}
