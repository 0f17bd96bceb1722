using Quiver.Cypher.Execution.Tokens;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>
/// How many relationships nodes have. Where the other ends must have a label, the graph's counts often say that all of them have it; only where they do not
/// are the relationships read. Where the other ends must satisfy a condition, those that do not are looked for once, and their relationships left out.
/// </summary>
/// <param name="operand">The nodes.</param>
/// <param name="direction">The direction as seen from them.</param>
/// <param name="types">The types to count.</param>
/// <param name="otherLabel">The label of the other ends; null for any node.</param>
/// <param name="otherCondition">What the other ends must satisfy, over a row of such a node; null for anything.</param>
internal sealed class DegreeExpression(
    VectorExpression operand,
    Direction direction,
    RelationshipTypeReferences types,
    LabelReference? otherLabel,
    VectorExpression? otherCondition
) : VectorExpression(operand)
{
    private readonly int[] _rows = new int[Batch.Capacity];
    private readonly long[] _relationships = new long[Batch.Capacity];
    private readonly long[] _others = new long[Batch.Capacity];
    private readonly bool[] _hasLabel = new bool[Batch.Capacity];
    private WordVector? _transient;
    private Snapshot? _snapshot;
    private bool _areAllLabelled;
    private ExcludedDegrees? _excluded;
    private TrueRows? _test;

    /// <inheritdoc/>
    public override ColumnVector Evaluate(Batch rows, QueryContext context) =>
        Read(rows, context, new WordVector(VectorKind.Integer, rows.RowCount));

    /// <inheritdoc/>
    public override ColumnVector EvaluateTransient(Batch rows, QueryContext context)
    {
        _transient ??= new WordVector(VectorKind.Integer, rows.RowCount);
        _transient.Clear();
        return Read(rows, context, _transient);
    }

    private WordVector Read(Batch rows, QueryContext context, WordVector degrees)
    {
        var nodes = EntityColumn.NodesOf(Children[0].Evaluate(rows, context));
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
            if (otherCondition is not null)
            {
                _excluded ??= new ExcludedDegrees(context, otherLabel, otherCondition);
                _excluded.Find(direction, known);
                _excluded.Subtract(nodes, words);
            }
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
            _excluded = null;
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
            int labelled = 0;
            for (int i = 0; i < found; i++)
            {
                _rows[labelled] = _rows[i];
                _others[labelled] = _others[i];
                labelled += _hasLabel[i] ? 1 : 0;
            }
            CountAllowed(labelled, context, counts);
        }
    }

    private void CountAllowed(int found, QueryContext context, Span<long> counts)
    {
        if (otherCondition is null || found == 0)
        {
            for (int i = 0; i < found; i++)
            {
                counts[_rows[i]]++;
            }
            return;
        }
        var others = new WordVector(VectorKind.Node, found);
        _others.AsSpan(0, found).CopyTo(others.AppendSpan(found));
        var rows = new Batch([others], found);
        _test ??= new TrueRows(otherCondition, context);
        foreach (int i in _test.Find(rows))
        {
            counts[_rows[i]]++;
        }
    }
}
