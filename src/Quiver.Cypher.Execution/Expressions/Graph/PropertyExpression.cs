using Quiver.Cypher.Execution.Kernels;
using Quiver.Cypher.Execution.Tokens;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>operand.key: for columns of nodes and relationships one read for the whole batch.</summary>
internal sealed class PropertyExpression(VectorExpression operand, PropertyKeyReference key)
    : VectorExpression(operand)
{
    private ColumnBuilder? _transient;
    private ColumnVector? _lastTransient;

    // False once a column of words came that has no such part.
    private bool _mayBePart = true;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) =>
        Read(rows, context, transient: null);

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context)
    {
        // A builder whose column was not finished has rows already: it is left behind.
        var builder = _transient ?? new ColumnBuilder(rows.RowCount);
        _transient = null;
        if (_lastTransient is not null)
        {
            builder.Recycle(_lastTransient);
        }
        _lastTransient = Read(rows, context, builder);
        _transient = builder;
        return _lastTransient;
    }

    /// <summary>For each row of a batch whether it has the property, 1 or 0; false, and nothing filled in, where the operand is no column of nodes or relationships.</summary>
    public bool TryReadPresence(Batch rows, QueryContext context, Span<long> present)
    {
        var operand = Children[0].Evaluate(rows, context);
        if (operand.Kind is not (VectorKind.Node or VectorKind.Relationship))
        {
            return false;
        }
        var keyId = key.Resolve(context);
        if (keyId == PropertyKeyId.None)
        {
            present.Clear();
        }
        else
        {
            var kind = operand.Kind == VectorKind.Node ? ValueKind.Node : ValueKind.Relationship;
            context.ReadPresence(kind, keyId, ((WordVector)operand).Items, present);
        }
        return true;
    }

    private ColumnVector Read(Batch rows, QueryContext context, ColumnBuilder? transient)
    {
        // What is read is a column of its own.
        var operand = Children[0].EvaluateTransient(rows, context);
        var destination = transient ?? new ColumnBuilder(operand.Count);
        return operand.Kind switch
        {
            VectorKind.Node or VectorKind.Relationship => Read(
                ((WordVector)operand).Items,
                operand.Kind,
                context,
                destination
            ),
            VectorKind.Any when KindOfEntities(operand) is { } kind => Read(
                EntityColumn.IdsOf(operand),
                kind,
                context,
                destination
            ),
            _ => TryReadPart(operand, destination) ?? ReadEach(operand, context, destination),
        };
    }

    private ColumnVector Read(
        ReadOnlySpan<long> ids,
        VectorKind kind,
        QueryContext context,
        ColumnBuilder destination
    )
    {
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

    /// <summary>A part of dates or date-times; null for what is no such part.</summary>
    private ColumnVector? TryReadPart(ColumnVector operand, ColumnBuilder destination)
    {
        if (operand is not WordVector words || !_mayBePart)
        {
            return null;
        }
        var parts = (WordVector)destination.VectorFor(VectorKind.Integer);
        _mayBePart = TemporalPartKernels.TryRead(
            words.Kind,
            key.Name,
            words.Items,
            parts.AppendSpan(words.Count)
        );
        var read = destination.Build();
        if (!_mayBePart)
        {
            destination.Recycle(read);
            return null;
        }
        read.MarkNullsOf(words);
        return read;
    }

    private ColumnVector ReadEach(
        ColumnVector operand,
        QueryContext context,
        ColumnBuilder destination
    )
    {
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
