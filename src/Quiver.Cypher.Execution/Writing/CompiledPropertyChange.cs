using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Writing;

/// <summary>One property gets a value, or is removed where that is null.</summary>
/// <param name="entity">The node or relationship.</param>
/// <param name="key">The key; null when it is computed.</param>
/// <param name="values">The value, then the key where that is computed.</param>
internal sealed class CompiledPropertyChange(
    VectorExpression entity,
    string? key,
    VectorExpression[] values
) : CompiledChange(entity, values)
{
    /// <inheritdoc/>
    public override bool IsForgettable(ColumnVector[] columns) =>
        key is not null && !columns[1].HasNulls;

    /// <inheritdoc/>
    public override void Apply(
        ColumnVector[] columns,
        int row,
        QueryContext context,
        bool isTracked
    )
    {
        string name = key ?? NameOf(columns[2][row]);
        PropertyWriting.Set(columns[0][row], name, columns[1][row], context, isTracked);
    }

    private static string NameOf(Value name) =>
        name.Kind == ValueKind.String
            ? name.AsString()
            : throw RuntimeErrors.UnexpectedType("String", name);
}
