using Quiver.Cypher.Execution.Expressions;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>Tests the steps of walks, found from either end, against the condition of a row.</summary>
/// <param name="context">The query.</param>
/// <param name="predicate">The condition, over the source's columns followed by a step's start, relationship and end; null for none.</param>
/// <param name="sourceWidth">The number of the source's columns.</param>
internal sealed class WalkStepFilter(
    QueryContext context,
    VectorExpression? predicate,
    int sourceWidth
) : IStepFilter
{
    private TrueRows? _test;
    private Batch? _input;
    private int _row;

    /// <summary>Turns to a row.</summary>
    public void Begin(Batch input, int row)
    {
        _input = input;
        _row = row;
    }

    /// <inheritdoc/>
    public int Keep(FoundSteps found, int count, ReadOnlySpan<long> starts, bool isForward)
    {
        if (predicate is null || count == 0)
        {
            return count;
        }
        _test ??= new TrueRows(predicate, context);
        var kept = _test.Find(new Batch(Columns(found, count, starts, isForward), count));
        for (int i = 0; i < kept.Length; i++)
        {
            found.Rows[i] = found.Rows[kept[i]];
            found.Relationships[i] = found.Relationships[kept[i]];
            found.Neighbours[i] = found.Neighbours[kept[i]];
        }
        return kept.Length;
    }

    private ColumnVector[] Columns(
        FoundSteps found,
        int count,
        ReadOnlySpan<long> starts,
        bool isForward
    )
    {
        var columns = new ColumnVector[sourceWidth + 3];
        int[]? rows = null;
        foreach (int slot in predicate!.Slots)
        {
            if (slot < sourceWidth)
            {
                if (rows is null)
                {
                    rows = new int[count];
                    Array.Fill(rows, _row);
                }
                columns[slot] = _input!.Columns[slot].Gather(rows);
                continue;
            }
            bool isRelationship = slot == sourceWidth + 1;
            var column = new WordVector(
                isRelationship ? VectorKind.Relationship : VectorKind.Node,
                count
            );
            var words = column.AppendSpan(count);
            columns[slot] = column;
            if (isRelationship)
            {
                found.Relationships.AsSpan(0, count).CopyTo(words);
            }
            else if ((slot == sourceWidth) == isForward)
            {
                for (int i = 0; i < count; i++)
                {
                    words[i] = starts[found.Rows[i]];
                }
            }
            else
            {
                found.Neighbours.AsSpan(0, count).CopyTo(words);
            }
        }
        return columns;
    }
}
