using Quiver.Cypher.Execution.Kernels;
using Quiver.Cypher.Execution.Writing;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>Whether nodes have labels, or relationships the type, that values name; null for null.</summary>
internal sealed class HasComputedLabelsExpression(
    VectorExpression owner,
    VectorExpression names,
    bool matchesAny
) : VectorExpression(owner, names)
{
    private readonly List<string> _names = [];

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var owners = Children[0].Evaluate(rows, context);
        var names = Children[1].Evaluate(rows, context);
        byte[] codes = new byte[rows.RowCount];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] =
                owners.IsNull(row) || names.IsNull(row) ? TernaryKernels.Unknown
                : Holds(owners[row], names[row], context) ? TernaryKernels.True
                : TernaryKernels.False;
        }
        return TernaryKernels.Store(codes);
    }

    private bool Holds(Value owner, Value names, QueryContext context)
    {
        _names.Clear();
        DynamicNames.Add(names, _names);
        var labels = LabelsOf(owner, context);
        foreach (string name in _names)
        {
            bool isThere = false;
            foreach (var label in labels)
            {
                isThere |= string.Equals(label.AsString(), name, StringComparison.Ordinal);
            }
            if (isThere == matchesAny)
            {
                return matchesAny;
            }
        }
        return !matchesAny;
    }

    private static ReadOnlySpan<Value> LabelsOf(Value owner, QueryContext context)
    {
        switch (owner.Kind)
        {
            case ValueKind.Node:
                return context.LabelsOf(owner.AsNode()).AsList().AsSpan();
            case ValueKind.Relationship:
                var record = context.ReadRelationship(owner.AsRelationship());
                string type = context.Snapshot.Tokens.RelationshipTypes[record.Type.Value];
                return new[] { Value.String(type) };
            default:
                throw RuntimeErrors.UnexpectedType("Node or Relationship", owner);
        }
    }
}
