using Quiver.Cypher.Execution.Tokens;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>
/// How many relationships nodes have. Where the other ends must have a label, the graph's counts often say that all of them have it; only where they do not
/// are the relationships read.
/// </summary>
internal sealed class DegreeExpression(
    VectorExpression operand,
    Direction direction,
    RelationshipTypeReferences types,
    LabelReference? otherLabel
) : VectorExpression(operand)
{
    private readonly int[] _rows = new int[Batch.Capacity];
    private readonly long[] _relationships = new long[Batch.Capacity];
    private readonly long[] _others = new long[Batch.Capacity];
    private readonly bool[] _hasLabel = new bool[Batch.Capacity];
    private Snapshot? _snapshot;
    private bool _areAllLabelled;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context)
    {
        var nodes = EntityColumn.NodesOf(Children[0].Evaluate(rows, context));
        var degrees = new WordVector(VectorKind.Integer, nodes.Length);
        var words = degrees.AppendSpan(nodes.Length);
        if (types.Resolve(context.Snapshot.Tokens) is not { } known)
        {
            words.Clear();
            return degrees;
        }
        if (AreAllLabelled(context.Snapshot))
        {
            context.CountHits(nodes.Length);
            context.Snapshot.ReadDegrees(nodes, direction, known, words);
        }
        else
        {
            Count(nodes, known, context, words);
        }
        return degrees;
    }

    private bool AreAllLabelled(Snapshot snapshot)
    {
        if (!ReferenceEquals(snapshot, _snapshot))
        {
            _snapshot = snapshot;
            _areAllLabelled = otherLabel is null || SaysAllLabelled(snapshot);
        }
        return _areAllLabelled;
    }

    private bool SaysAllLabelled(Snapshot snapshot)
    {
        int label = otherLabel!.Resolve(snapshot.Tokens).Value;
        foreach (var type in types.ResolveAll(snapshot.Tokens))
        {
            long all = snapshot.Counts.RelationshipsByType.GetValueOrDefault(type.Value);
            bool areEnds =
                direction == Direction.Incoming
                || snapshot.Counts.RelationshipsByEndLabel.GetValueOrDefault((label, type.Value))
                    == all;
            bool areStarts =
                direction == Direction.Outgoing
                || snapshot.Counts.RelationshipsByStartLabel.GetValueOrDefault((label, type.Value))
                    == all;
            if (!areEnds || !areStarts)
            {
                return false;
            }
        }
        return true;
    }

    private void Count(
        ReadOnlySpan<long> nodes,
        RelationshipTypeId[] known,
        QueryContext context,
        Span<long> counts
    )
    {
        counts.Clear();
        var label = otherLabel!.Resolve(context.Snapshot.Tokens);
        var expansion = context.Snapshot.Expand(direction, known);
        expansion.Start(nodes);
        int found;
        while ((found = expansion.Next(_rows, _relationships, _others)) > 0)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.CountHits(2L * found);
            context.Snapshot.HasLabel(_others.AsSpan(0, found), label, _hasLabel);
            for (int i = 0; i < found; i++)
            {
                counts[_rows[i]] += _hasLabel[i] ? 1 : 0;
            }
        }
    }
}
