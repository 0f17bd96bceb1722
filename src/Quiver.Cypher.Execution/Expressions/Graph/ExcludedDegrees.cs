using Quiver.Cypher.Execution.Keys;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Execution.Operators.Paths;
using Quiver.Cypher.Execution.Tokens;
using Quiver.Model;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Expressions.Graph;

/// <summary>How many relationships of each node are not to be counted, because the nodes at their other ends do not satisfy a condition: found from those.</summary>
/// <param name="context">The query.</param>
/// <param name="label">The label of all those other ends; null for any node.</param>
/// <param name="condition">The condition, over a row of such a node.</param>
internal sealed class ExcludedDegrees(
    QueryContext context,
    LabelReference? label,
    VectorExpression condition
)
{
    private readonly TrueRows _allowed = new(condition, context);
    private readonly List<long> _counts = [];
    private WordIndex? _numbers;

    /// <summary>Finds them, once.</summary>
    /// <param name="direction">The direction as seen from the nodes whose relationships are counted.</param>
    /// <param name="types">The types.</param>
    public void Find(Direction direction, RelationshipTypeId[] types)
    {
        if (_numbers is not null)
        {
            return;
        }
        _numbers = new WordIndex();
        var back = direction switch
        {
            Direction.Outgoing => Direction.Incoming,
            Direction.Incoming => Direction.Outgoing,
            _ => Direction.Both,
        };
        var expansion = context.Snapshot.Expand(back, types);
        var scan = new NodeScanOperator(context, label, needsColumn: true);
        var found = new FoundSteps();
        while (scan.Next() is { } nodes)
        {
            long[] failing = Failing(nodes);
            if (failing.Length > 0)
            {
                expansion.Start(failing);
                int count;
                while (
                    (count = expansion.Next(found.Rows, found.Relationships, found.Neighbours)) > 0
                )
                {
                    context.Cancellation.ThrowIfCancellationRequested();
                    context.CountHits(count);
                    Add(found.Neighbours.AsSpan(0, count));
                }
            }
        }
    }

    /// <summary>Takes them out of degrees.</summary>
    public void Subtract(ReadOnlySpan<long> nodes, Span<long> degrees)
    {
        if (_counts.Count == 0)
        {
            return;
        }
        for (int i = 0; i < nodes.Length; i++)
        {
            int number = _numbers!.Find(nodes[i]);
            degrees[i] -= number < 0 ? 0 : _counts[number];
        }
    }

    private long[] Failing(Batch nodes)
    {
        var allowed = _allowed.Find(nodes);
        if (allowed.Length == nodes.RowCount)
        {
            return [];
        }
        var ids = ((WordVector)nodes.Columns[0]).Items;
        long[] failing = new long[nodes.RowCount - allowed.Length];
        int next = 0;
        int at = 0;
        for (int row = 0; row < ids.Length; row++)
        {
            if (at < allowed.Length && allowed[at] == row)
            {
                at++;
            }
            else
            {
                failing[next++] = ids[row];
            }
        }
        return failing;
    }

    private void Add(ReadOnlySpan<long> nodes)
    {
        long before = _numbers!.MemoryBytes;
        foreach (long node in nodes)
        {
            int number = _numbers.FindOrAdd(node, _counts.Count, out bool isNew);
            if (isNew)
            {
                _counts.Add(0);
            }
            _counts[number]++;
        }
        context.Memory.Charge(_numbers.MemoryBytes - before);
    }
}
