using System.Runtime.InteropServices;
using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>The neighbours of a node from which a step goes to many known nodes in a row: read once, so that most of those nodes cost a look at a bitmap.</summary>
/// <param name="context">The query's context.</param>
/// <param name="step">The step.</param>
internal sealed class RepeatedStart(QueryContext context, ExpandStep step)
{
    private const int MinRows = 16;

    // So many neighbours may be read for each row that is spared a search.
    private const int MaxNeighboursPerRow = 16;

    private readonly NeighbourLists _lists = NeighbourLists.Of(context, step);
    private readonly NeighbourMarks _marks = new();
    private readonly List<long> _nodes = [];
    private readonly List<long> _relationships = [];
    private Snapshot? _snapshot;
    private long _node = -1;
    private long _refused = -1;

    /// <summary>Whether the neighbours of the first node are known, and are so for a while: reads them if enough of the nodes that follow are the same.</summary>
    public bool Begin(ReadOnlySpan<long> nodes, RelationshipTypeId[] types)
    {
        if (nodes[0] == _node && ReferenceEquals(_snapshot, context.Snapshot))
        {
            return true;
        }
        if (nodes[0] == _refused)
        {
            return false;
        }
        int rows = nodes.IndexOfAnyExcept(nodes[0]);
        rows = rows < 0 ? nodes.Length : rows;
        if (rows < MinRows)
        {
            return false;
        }
        long degree = 0;
        context.Snapshot.ReadDegrees(nodes[..1], step.Direction, types, new Span<long>(ref degree));
        if (degree > (long)rows * MaxNeighboursPerRow)
        {
            _refused = nodes[0];
            return false;
        }
        Read(nodes[0]);
        return true;
    }

    /// <summary>Appends the relationships to a node.</summary>
    public void Find(long node, List<long> relationships)
    {
        if (!_marks.MayContain(node))
        {
            return;
        }
        for (int at = FirstOf(node); at < _nodes.Count && _nodes[at] == node; at++)
        {
            relationships.Add(_relationships[at]);
        }
    }

    private void Read(long node)
    {
        _marks.Clear(CollectionsMarshal.AsSpan(_nodes));
        _nodes.Clear();
        _relationships.Clear();
        _lists.Refresh();
        _lists.Read([node], 1);
        int list = _lists.Find(node);
        _nodes.AddRange(_lists.Nodes(list));
        _relationships.AddRange(_lists.Relationships(list));
        _marks.Mark(CollectionsMarshal.AsSpan(_nodes));
        _node = node;
        _snapshot = context.Snapshot;
    }

    private int FirstOf(long node)
    {
        int at = _nodes.BinarySearch(node);
        while (at > 0 && _nodes[at - 1] == node)
        {
            at--;
        }
        return at < 0 ? _nodes.Count : at;
    }
}
