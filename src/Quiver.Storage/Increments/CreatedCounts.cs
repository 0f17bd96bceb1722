using System.Runtime.InteropServices;
using Quiver.Model;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Increments;

/// <summary>
/// Counts the relationships that chunks create by type and by the labels of one of their ends. They come in the order of that end, so that what chunks say of nodes is walked
/// beside them, and labels are read once a node. Not thread safe.
/// </summary>
/// <param name="before">The graph without the chunks.</param>
/// <param name="chunks">The chunks; no two touch the same node.</param>
/// <param name="nodes">Their nodes in the order of ids.</param>
/// <param name="outgoing">Whether by the start.</param>
internal sealed class CreatedCounts(
    Snapshot before,
    ChangeRun[] chunks,
    List<Stretch> nodes,
    bool outgoing
)
{
    private readonly CountDifferences _sums = new();
    private readonly List<LabelId> _labels = [];
    private readonly List<LabelId> _counted = [];
    private long _node = -1;
    private int _type = -1;
    private long _count;
    private int _stretch;
    private int _at = nodes.Count > 0 ? nodes[0].From : 0;

    /// <summary>Adds the next relationship that is created.</summary>
    /// <param name="node">Its end.</param>
    /// <param name="type">Its type.</param>
    public void Add(long node, int type)
    {
        if (node != _node)
        {
            _node = node;
            ReadLabels(node);
            var labels = CollectionsMarshal.AsSpan(_labels);
            if (!labels.SequenceEqual(CollectionsMarshal.AsSpan(_counted)))
            {
                Settle();
                _counted.Clear();
                _counted.AddRange(_labels);
            }
        }
        if (type != _type)
        {
            Settle();
            _type = type;
        }
        _count++;
    }

    /// <summary>Adds the counts to others.</summary>
    public void AddTo(CountDifferences differences)
    {
        Settle();
        differences.Add(_sums.ToArray());
    }

    private void Settle()
    {
        if (_count == 0)
        {
            return;
        }
        if (outgoing)
        {
            _sums.Add(CountKind.Relationships, -1, -1, _count);
            _sums.Add(CountKind.RelationshipsByType, -1, _type, _count);
        }
        var kind = outgoing
            ? CountKind.RelationshipsByStartLabel
            : CountKind.RelationshipsByEndLabel;
        foreach (var label in _counted)
        {
            _sums.Add(kind, label.Value, _type, _count);
        }
        _count = 0;
    }

    private void ReadLabels(long node)
    {
        _labels.Clear();
        if (!TryFind(node, out var chunk, out int at))
        {
            before.ReadLabels(new NodeId(node), _labels);
            return;
        }
        if (chunk.Nodes[at].Flags != EntityFlags.Created)
        {
            before.ReadLabels(new NodeId(node), _labels);
        }
        foreach (ref readonly var change in chunk.LabelsOf(at))
        {
            var label = new LabelId(change.Label);
            _labels.Remove(label);
            if (change.IsAdded)
            {
                _labels.Add(label);
            }
        }
    }

    /// <summary>What chunks say of a node: nodes are asked for in the order of their ids.</summary>
    private bool TryFind(long node, out ChangeRun chunk, out int at)
    {
        for (; _stretch < nodes.Count; NextStretch())
        {
            chunk = chunks[nodes[_stretch].Chunk];
            var entries = chunk.Nodes[..nodes[_stretch].To];
            while (_at < entries.Length && entries[_at].Id < node)
            {
                _at++;
            }
            if (_at < entries.Length)
            {
                at = _at;
                return entries[at].Id == node;
            }
        }
        (chunk, at) = (null!, -1);
        return false;
    }

    private void NextStretch()
    {
        _stretch++;
        _at = _stretch < nodes.Count ? nodes[_stretch].From : 0;
    }
}
