using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>Tests relationships, nodes and whole paths of a search against the conditions of its row.</summary>
internal sealed class PathStepFilter(QueryContext context, PathSearchSettings settings)
    : IStepFilter
{
    private readonly Dictionary<VectorExpression, TrueRows> _tests = [];
    private Batch? _input;
    private int _row;

    /// <summary>Turns to a row.</summary>
    public void Begin(Batch input, int row)
    {
        _input = input;
        _row = row;
    }

    /// <inheritdoc/>
    public int Keep(FoundSteps found, int count, ReadOnlySpan<long> starts, bool isForward) =>
        Keep(
            found.Rows.AsSpan(0, count),
            found.Relationships.AsSpan(0, count),
            found.Neighbours.AsSpan(0, count)
        );

    /// <summary>Keeps the steps whose relationship and node satisfy the conditions, at the front of the spans; gives how many.</summary>
    public int Keep(Span<int> rows, Span<long> relationships, Span<long> nodes)
    {
        int count = rows.Length;
        if (settings.StepPredicate is { } ofStep && count > 0)
        {
            var kept = Test(ofStep, Column(VectorKind.Relationship, relationships[..count]));
            count = Compact(kept, rows, relationships, nodes);
        }
        if (settings.NodePredicate is { } ofNode && count > 0)
        {
            var kept = Test(ofNode, Column(VectorKind.Node, nodes[..count]));
            count = Compact(kept, rows, relationships, nodes);
        }
        return count;
    }

    /// <summary>Whether a node satisfies the condition on nodes.</summary>
    public bool Allows(long node) =>
        settings.NodePredicate is null
        || Test(settings.NodePredicate, Column(VectorKind.Node, [node])).Length == 1;

    /// <summary>Whether a path satisfies the conditions on paths.</summary>
    public bool Allows(Value relationships)
    {
        foreach (var predicate in settings.PathPredicates)
        {
            var column = new ColumnBuilder(1);
            column.Append(relationships);
            if (Test(predicate, column.Build()).Length == 0)
            {
                return false;
            }
        }
        return true;
    }

    private static int Compact(
        ReadOnlySpan<int> kept,
        Span<int> rows,
        Span<long> relationships,
        Span<long> nodes
    )
    {
        for (int i = 0; i < kept.Length; i++)
        {
            rows[i] = rows[kept[i]];
            relationships[i] = relationships[kept[i]];
            nodes[i] = nodes[kept[i]];
        }
        return kept.Length;
    }

    private static WordVector Column(VectorKind kind, ReadOnlySpan<long> ids)
    {
        var column = new WordVector(kind, ids.Length);
        ids.CopyTo(column.AppendSpan(ids.Length));
        return column;
    }

    private Span<int> Test(VectorExpression predicate, ColumnVector candidates)
    {
        int width = settings.SourceWidth;
        int count = candidates.Count;
        var columns = new ColumnVector[width + 1];
        int[] rows = new int[count];
        Array.Fill(rows, _row);
        foreach (int slot in predicate.Slots)
        {
            if (slot < width)
            {
                columns[slot] = _input!.Columns[slot].Gather(rows);
            }
        }
        columns[width] = candidates;
        if (!_tests.TryGetValue(predicate, out var test))
        {
            _tests.Add(predicate, test = new TrueRows(predicate, context));
        }
        return test.Find(new Batch(columns, count));
    }
}
