using Quiver.Model;
using Quiver.Storage.Generations;

namespace Quiver.Storage.Reading;

/// <summary>Scans the base's nodes that no run touches, merged by id with the touched nodes that qualify.</summary>
internal sealed class SnapshotNodeScan : NodeScan
{
    private readonly Snapshot _snapshot;
    private readonly Generation _base;
    private readonly RunStack _runs;
    private readonly LabelId _label;
    private readonly TouchedNodes? _touched;
    private readonly long[] _buffer = new long[1024];
    private int _segment;
    private int _row;
    private int _bufferFrom;
    private int _bufferTo;

    public SnapshotNodeScan(Snapshot snapshot, Generation generation, RunStack runs, LabelId label)
    {
        _snapshot = snapshot;
        _base = generation;
        _runs = runs;
        _label = label;
        _touched = runs.ChangesLabels ? new TouchedNodes(runs.Runs, label) : null;
    }

    /// <inheritdoc/>
    public override int Next(Span<long> nodes)
    {
        if (_touched is null)
        {
            return NextOfBase(nodes);
        }
        int count = 0;
        while (count < nodes.Length)
        {
            if (_bufferFrom == _bufferTo)
            {
                _bufferFrom = 0;
                _bufferTo = NextOfBase(_buffer);
            }
            bool baseEnded = _bufferTo == 0;
            long next = baseEnded ? long.MaxValue : _buffer[_bufferFrom];
            long touched = _touched.Current;
            if (touched <= next && touched < long.MaxValue)
            {
                _touched.MoveNext();
                if (touched == next)
                {
                    _bufferFrom++;
                }
                if (Qualifies(touched))
                {
                    nodes[count++] = touched;
                }
            }
            else if (baseEnded)
            {
                break;
            }
            else
            {
                count += CopyBefore(touched, nodes[count..]);
            }
        }
        return count;
    }

    /// <summary>Hands on the buffered nodes before the next touched one, as many as there is room for; at least one is.</summary>
    private int CopyBefore(long touched, Span<long> nodes)
    {
        int most = Math.Min(nodes.Length, _bufferTo - _bufferFrom);
        var next = _buffer.AsSpan(_bufferFrom, most);
        int place = next[^1] < touched ? most : next.BinarySearch(touched);
        int count = place < 0 ? ~place : place;
        next[..count].CopyTo(nodes);
        _bufferFrom += count;
        return count;
    }

    private bool Qualifies(long node)
    {
        if (_label == LabelId.None)
        {
            return _snapshot.Exists(new NodeId(node));
        }
        return _runs.HasLabel(node, _label.Value) ?? BaseHasLabel(node);
    }

    private bool BaseHasLabel(long node)
    {
        bool result = false;
        _base.HasLabel([node], _label, new Span<bool>(ref result));
        return result;
    }

    private int NextOfBase(Span<long> nodes)
    {
        while (_segment < _base.NodeSegmentCount)
        {
            int count = _base.ScanNodes(_segment, _label, ref _row, nodes);
            if (count > 0)
            {
                return count;
            }
            _segment++;
            _row = 0;
        }
        return 0;
    }
}
