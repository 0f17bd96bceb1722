using Quiver.Cypher.Execution.Tokens;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>operand.key: for columns of nodes and relationships one read for the whole batch.</summary>
internal sealed class PropertyExpression(VectorExpression operand, PropertyKeyReference key)
    : VectorExpression(operand)
{
    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var operand = Children[0].Evaluate(rows, context);
        return operand.Kind switch
        {
            VectorKind.Node or VectorKind.Relationship => Read(
                ((WordVector)operand).Items,
                operand.Kind,
                context
            ),
            VectorKind.Any when KindOfEntities(operand) is { } kind => Read(
                EntityColumn.IdsOf(operand),
                kind,
                context
            ),
            _ => ReadEach(operand, context),
        };
    }

    private ColumnVector Read(ReadOnlySpan<long> ids, VectorKind kind, QueryContext context)
    {
        var destination = new ColumnBuilder(ids.Length);
        var keyId = key.Resolve(context);
        if (keyId == PropertyKeyId.None)
        {
            for (int row = 0; row < ids.Length; row++)
            {
                destination.AppendNull();
            }
        }
        else
        {
            context.ReadProperty(
                kind == VectorKind.Node ? ValueKind.Node : ValueKind.Relationship,
                keyId,
                ids,
                destination
            );
        }
        return destination.Build();
    }

    private ColumnVector ReadEach(ColumnVector operand, QueryContext context)
    {
        var destination = new ColumnBuilder(operand.Count);
        for (int row = 0; row < operand.Count; row++)
        {
            destination.Append(PropertyAccess.Of(operand[row], key.Name, context));
        }
        return destination.Build();
    }

    /// <summary>Node or Relationship when the column holds only such, besides nulls; null otherwise.</summary>
    private static VectorKind? KindOfEntities(ColumnVector column)
    {
        VectorKind? kind = null;
        foreach (var value in ((AnyVector)column).Items)
        {
            VectorKind? found = value.Kind switch
            {
                ValueKind.Null => kind ?? VectorKind.Any,
                ValueKind.Node => VectorKind.Node,
                ValueKind.Relationship => VectorKind.Relationship,
                _ => null,
            };
            if (found is null || (kind is not (null or VectorKind.Any) && found != kind))
            {
                return null;
            }
            kind = found;
        }
        return kind == VectorKind.Any ? null : kind;
    }
}
