using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Lists;

/// <summary>list[position], map[key], node[key], relationship[key].</summary>
internal sealed class IndexExpression(VectorExpression container, VectorExpression index)
    : VectorExpression(container, index)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var containers = Children[0].Evaluate(rows, context);
        var indexes = Children[1].Evaluate(rows, context);
        var result = new ColumnBuilder(rows.RowCount);
        for (int row = 0; row < rows.RowCount; row++)
        {
            if (containers.IsNull(row) || indexes.IsNull(row))
            {
                result.AppendNull();
            }
            else
            {
                result.Append(Get(containers[row], indexes[row], context));
            }
        }
        return result.Build();
    }

    private static Value Get(Value container, Value index, QueryContext context)
    {
        if (container.Kind == ValueKind.List)
        {
            return Element(container.AsList(), index);
        }
        if (index.Kind != ValueKind.String)
        {
            throw RuntimeErrors.UnexpectedType("String", index);
        }
        return Graph.PropertyAccess.Of(container, index.AsString(), context);
    }

    private static Value Element(ListValue list, Value index)
    {
        if (index.Kind != ValueKind.Integer)
        {
            throw RuntimeErrors.UnexpectedType("Integer", index);
        }
        long position = index.AsInteger();
        position = position < 0 ? position + list.Count : position;
        return position >= 0 && position < list.Count ? list[(int)position] : Value.Null;
    }
}
