using Quiver.Import.Values;
using Quiver.Model;
using Quiver.Storage.Segments;

namespace Quiver.Import.Pipeline;

/// <summary>Encodes segments whose nodes brought their ids along, holes included. One per thread; memory is reused.</summary>
/// <remarks>Unsafe: arrays of one entry for each row of a segment.</remarks>
internal sealed unsafe class NodeRunEncoder(NodeRuns runs) : IDisposable
{
    private const int None = -1;

    private readonly NodeSegmentEncoder _encoder = new();
    private readonly SliceKeys _keys = new();
    private readonly RunWindows _windows = new(runs.RunCount);
    private readonly ColumnChunk _merged = new();
    private readonly ColumnChunk _spread = new();
    private readonly List<ColumnChunk> _read = [];
    private readonly int[] _sources = new int[SegmentLayout.RowsPerSegment];
    private readonly int[] _sets = new int[SegmentLayout.RowsPerSegment];
    private readonly ulong[] _live = new ulong[SegmentLayout.RowsPerSegment / 64];

    /// <summary>The segment that was encoded last.</summary>
    public NodeSegmentEncoder Segment => _encoder;

    /// <summary>Encodes a segment; returns how many property values it has.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="rowCount">Its rows, of which not all have nodes.</param>
    /// <param name="slices">Where its nodes are.</param>
    /// <param name="phase">Hears of its labels.</param>
    public long Encode(int segment, int rowCount, RunSlices slices, NodePhase phase)
    {
        _encoder.Begin(segment, rowCount);
        int nodeCount = Place(segment, rowCount, slices);
        EncodeLabels(segment, rowCount, phase);
        _encoder.SetLive(_live.AsSpan(0, (rowCount + 63) / 64));
        return EncodeColumns(rowCount, nodeCount, slices);
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _keys.Dispose();
        _windows.Dispose();
        _merged.Dispose();
        _spread.Dispose();
        _read.ForEach(static column => column.Dispose());
    }

    /// <summary>Finds for each row of the segment which of the collected rows it is; returns how many there are.</summary>
    private int Place(int segment, int rowCount, RunSlices slices)
    {
        _sources.AsSpan(0, rowCount).Fill(None);
        Array.Fill(_sets, None);
        Array.Clear(_live);
        _keys.Begin(new BlockKey(segment, 0), slices, _windows);
        int position = 0;
        for (int i = 0; i < slices.Count; i++)
        {
            foreach (long key in _keys.Of(i, position))
            {
                int row = (int)((ulong)key >> Run.NodeBits);
                _sources[row] = position++;
                _sets[row] = (int)(key & Run.NodeMask);
                _live[row >> 6] |= 1UL << (row & 63);
            }
        }
        return position;
    }

    /// <summary>Holes get the labels of the node before them, so that stretches stay long; nobody reads them.</summary>
    private void EncodeLabels(int segment, int rowCount, NodePhase phase)
    {
        var counts = new Dictionary<int, (int Local, int Nodes)>();
        var distinct = new List<LabelId[]>();
        int[] local = new int[rowCount];
        int[] sets = new int[rowCount];
        int last = Array.Find(_sets, static set => set >= 0);
        for (int row = 0; row < rowCount; row++)
        {
            bool isNode = _sets[row] != None;
            last = isNode ? _sets[row] : last;
            if (!counts.TryGetValue(last, out var entry))
            {
                entry = (distinct.Count, 0);
                distinct.Add(phase.LabelSets.ToLabelIds()[last]);
            }
            counts[last] = entry with { Nodes = entry.Nodes + (isNode ? 1 : 0) };
            local[row] = entry.Local;
            sets[row] = last;
        }
        foreach (var (set, (_, nodes)) in counts)
        {
            phase.AddCounts(set, nodes, 0);
        }
        if (counts.Count == 1)
        {
            _encoder.SetLabels(distinct[0]);
            phase.Labels.SetUniform(segment, last);
            return;
        }
        _encoder.SetLabels(distinct.ToArray(), local);
        phase.Labels.SetRows(segment, sets);
    }

    private long EncodeColumns(int rowCount, int nodeCount, RunSlices slices)
    {
        var keys = new List<PropertyKeyId>();
        foreach (var slice in slices)
        {
            slice.Run.CollectKeys(keys);
        }
        while (_read.Count < (keys.Count > 0 ? slices.Count : 0))
        {
            _read.Add(new ColumnChunk());
        }
        var pieces = new ColumnPiece[slices.Count];
        long values = 0;
        foreach (var key in keys)
        {
            for (int i = 0; i < pieces.Length; i++)
            {
                var (run, from, count) = slices[i];
                pieces[i] = run.ReadColumn(key, from, count, _read[i]);
            }
            ColumnMerge.Merge(pieces, nodeCount, _merged);
            Spread(rowCount);
            _encoder.AddColumn(key, SegmentColumns.ToInput(_spread, 0, rowCount));
            values += _spread.ValueCount;
        }
        return values;
    }

    /// <summary>Puts the values of the merged column where their nodes are.</summary>
    private void Spread(int rowCount)
    {
        long bytes = _merged.HoldsWords ? 0 : _merged.Offsets[_merged.RowCount];
        _spread.Begin(_merged.Type, rowCount, bytes);
        var presence = new PresenceBits(_spread.Presence);
        int end = 0;
        for (int row = 0; row < rowCount; row++)
        {
            int source = _sources[row];
            bool isPresent = source != None && _merged.IsPresent(source);
            presence.Append(isPresent);
            if (_spread.HoldsWords)
            {
                _spread.Words[row] = isPresent ? _merged.Words[source] : 0;
                continue;
            }
            _spread.Offsets[row] = end;
            if (isPresent)
            {
                var content = _merged.BytesOf(source);
                content.CopyTo(new Span<byte>(_spread.Bytes + end, content.Length));
                end += content.Length;
            }
        }
        if (!_spread.HoldsWords)
        {
            _spread.Offsets[rowCount] = end;
        }
        presence.Finish();
        _spread.End(presence.Count);
    }
}
