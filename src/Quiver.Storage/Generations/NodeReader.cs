using Quiver.Foundation.Kernels;
using Quiver.Model;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Generations;

/// <summary>Reads which nodes exist and their labels.</summary>
internal sealed class NodeReader(
    NodeSegmentEntry[] entries,
    SegmentIndex segments,
    LazyBlocks<LabelBlock> labelBlocks,
    LazyBlocks<LiveRows> liveBlocks
)
{
    private const int MaxStackSets = 256;
    private const int SetChunk = 256;
    private const int MaxUniformSets = 8;

    /// <summary>Whether the node exists.</summary>
    public bool Exists(long node)
    {
        int entry = segments.OfId(node);
        return entry >= 0 && IsLive(entry, SegmentLayout.RowOf(node));
    }

    /// <summary>The node's labels, ascending; empty when it does not exist.</summary>
    public ReadOnlySpan<LabelId> Labels(long node)
    {
        int entry = segments.OfId(node);
        int row = SegmentLayout.RowOf(node);
        return entry >= 0 && IsLive(entry, row) && LabelsOf(entry) is { } labels
            ? labels.Of(row)
            : [];
    }

    /// <summary>For each node whether it exists with the label.</summary>
    public void HasLabel(ReadOnlySpan<long> nodes, LabelId label, Span<bool> result)
    {
        // Nodes of a segment in which all rows have the label, or none has, need no look at their rows.
        long known = -1;
        bool isSame = false;
        bool answer = false;
        for (int i = 0; i < nodes.Length; i++)
        {
            long segment = nodes[i] >> SegmentLayout.RowBits;
            if (segment != known)
            {
                known = segment;
                isSame = TryAnswerForAll(segments.OfId(nodes[i]), label, out answer);
            }
            result[i] = isSame
                ? answer && SegmentLayout.RowOf(nodes[i]) < entries[segments.OfId(nodes[i])].Rows
                : Labels(nodes[i]).Contains(label);
        }
    }

    /// <summary>Fills the span with the next nodes of a segment that have the label (None: all); returns how many.</summary>
    public int Scan(int segment, LabelId label, ref int row, Span<long> nodes)
    {
        int entry = segments.OfSegment(segment);
        if (entry < 0)
        {
            return 0;
        }
        if (label == LabelId.None)
        {
            return ScanStretch(entry, ref row, entries[entry].Rows, nodes);
        }
        if (LabelsOf(entry) is not { } labels)
        {
            return 0;
        }
        int setCount = labels.Sets.Length;
        var marks = setCount <= MaxStackSets ? stackalloc bool[setCount] : new bool[setCount];
        int marked = labels.MarkSets(label, marks);
        if (marked == 0)
        {
            row = entries[entry].Rows;
            return 0;
        }
        return marked == setCount ? ScanStretch(entry, ref row, entries[entry].Rows, nodes)
            : labels.HasStretches ? ScanStretches(entry, labels, marks, ref row, nodes)
            : ScanRows(entry, labels, marks, ref row, nodes);
    }

    /// <summary>Whether all rows of a segment have the label, or none has; false when that depends on the row.</summary>
    private bool TryAnswerForAll(int entry, LabelId label, out bool answer)
    {
        answer = false;
        if (entry < 0 || LabelsOf(entry) is not { } labels)
        {
            return true;
        }
        if (labels.Sets.Length > MaxUniformSets)
        {
            return false;
        }
        int with = 0;
        foreach (var set in labels.Sets)
        {
            with += set.AsSpan().Contains(label) ? 1 : 0;
        }
        answer = with > 0;
        return with == 0 || (with == labels.Sets.Length && !entries[entry].Live.Exists);
    }

    private bool IsLive(int entry, int row) =>
        row < entries[entry].Rows
        && (!entries[entry].Live.Exists || liveBlocks[entry].Rows.IndexOf(row) >= 0);

    private LabelBlock? LabelsOf(int entry)
    {
        var labels = labelBlocks.Find(entry);
        if (labels is not null && labels.Rows != entries[entry].Rows)
        {
            labels.ThrowRows(entries[entry].Rows);
        }
        return labels;
    }

    /// <summary>All live rows up to an end.</summary>
    private int ScanStretch(int entry, ref int row, int end, Span<long> nodes)
    {
        long firstId = SegmentLayout.FirstId(entries[entry].Segment);
        if (!entries[entry].Live.Exists)
        {
            int all = Math.Min(nodes.Length, Math.Max(0, end - row));
            WordKernels.FillConsecutive(nodes[..all], firstId + row);
            row += all;
            return all;
        }
        var live = liveBlocks[entry].Rows;
        int count = 0;
        for (; row < end && count < nodes.Length; row++)
        {
            if (live.IndexOf(row) >= 0)
            {
                nodes[count++] = firstId + row;
            }
        }
        return count;
    }

    private int ScanStretches(
        int entry,
        LabelBlock labels,
        ReadOnlySpan<bool> marks,
        ref int row,
        Span<long> nodes
    )
    {
        int count = 0;
        while (count < nodes.Length && row < labels.Rows)
        {
            int end = labels.StretchEnd(row);
            if (marks[labels.SetOf(row)])
            {
                count += ScanStretch(entry, ref row, end, nodes[count..]);
            }
            else
            {
                row = end;
            }
        }
        return count;
    }

    private int ScanRows(
        int entry,
        LabelBlock labels,
        ReadOnlySpan<bool> marks,
        ref int row,
        Span<long> nodes
    )
    {
        Span<long> sets = stackalloc long[SetChunk];
        long firstId = SegmentLayout.FirstId(entries[entry].Segment);
        var live = entries[entry].Live.Exists
            ? liveBlocks[entry].Rows
            : Presence.All(entries[entry].Rows);
        var (wanted, unwanted) = MasksOf(marks);
        int count = 0;
        while (row < labels.Rows && count < nodes.Length)
        {
            // No more rows than there is room for, so that no row is read and then dropped.
            int chunk = Math.Min(Math.Min(SetChunk, labels.Rows - row), nodes.Length - count);
            labels.ReadSetNumbers(row, sets[..chunk]);
            if (live.IsAll && WordKernels.AreBitsOf(sets[..chunk], wanted))
            {
                WordKernels.FillConsecutive(nodes.Slice(count, chunk), firstId + row);
                count += chunk;
            }
            else if (!WordKernels.AreBitsOf(sets[..chunk], unwanted))
            {
                for (int i = 0; i < chunk; i++)
                {
                    if (marks[(int)sets[i]] && live.IndexOf(row + i) >= 0)
                    {
                        nodes[count++] = firstId + row + i;
                    }
                }
            }
            row += chunk;
        }
        return count;
    }

    /// <summary>The first 64 sets as bits: those that are marked, and those that are not.</summary>
    private static (ulong Marked, ulong Unmarked) MasksOf(ReadOnlySpan<bool> marks)
    {
        ulong marked = 0;
        ulong unmarked = 0;
        for (int set = 0; set < Math.Min(marks.Length, 64); set++)
        {
            marked |= marks[set] ? 1UL << set : 0;
            unmarked |= marks[set] ? 0 : 1UL << set;
        }
        return (marked, unmarked);
    }
}
