using Quiver.Model;
using Quiver.Storage.Generations;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Checks;

/// <summary>
/// Looks at every relationship from both of its ends: nodes exist, order holds, ids are unique, and each outgoing relationship has its incoming twin and
/// the other way round.
/// </summary>
/// <remarks>
/// The twins are compared by a sum of 64-bit hashes over (id, type, start, end) per direction, in one sequential pass each; only when the sums
/// differ is every incoming relationship looked up to name the culprits.
/// </remarks>
internal sealed class AdjacencyCheck(
    Generation generation,
    FindingList findings,
    CountTally tally,
    CancellationToken cancellation
)
{
    private const int MaxReportedPerBlock = 3;
    private const int RowsAtOnce = 256;

    private ulong _outgoingSum;
    private ulong _incomingSum;
    private long[] _neighbours = [];
    private long[] _relationships = [];

    /// <summary>Runs the check.</summary>
    public void Run()
    {
        long outgoing = 0;
        long incoming = 0;
        var entries = generation.Directory.Adjacency;
        for (int i = 0; i < entries.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            outgoing += entries[i].Direction == Direction.Outgoing ? entries[i].Count : 0;
            incoming += entries[i].Direction == Direction.Incoming ? entries[i].Count : 0;
            CheckBlock(i);
        }
        CheckIds();
        if (outgoing != incoming || _outgoingSum != _incomingSum)
        {
            FindTwins();
        }
    }

    private static ulong Hash(long relationship, int type, long start, long end)
    {
        ulong hash = Mix((ulong)relationship + 0x9E3779B97F4A7C15);
        hash = Mix(hash ^ (ulong)type);
        hash = Mix(hash ^ (ulong)start);
        return Mix(hash ^ (ulong)end);
    }

    private static ulong Mix(ulong word)
    {
        word = (word ^ word >> 33) * 0xFF51AFD7ED558CCD;
        word = (word ^ word >> 33) * 0xC4CEB9FE1A85EC53;
        return word ^ word >> 33;
    }

    private void CheckBlock(int index)
    {
        var entry = generation.Directory.Adjacency[index];
        try
        {
            CheckNodes(entry, generation.AdjacencyBlock(index));
        }
        catch (CorruptionException damage)
        {
            findings.Add(damage);
        }
    }

    private void CheckNodes(AdjacencyEntry entry, AdjacencyBlock block)
    {
        if (block.FirstRelationship != entry.FirstRelationship)
        {
            Report(entry, $"expected ids from {entry.FirstRelationship} on");
        }
        long firstNode = SegmentLayout.FirstId(entry.Segment);
        long seen = 0;
        int reported = 0;
        int last = -1;
        Span<int> rows = stackalloc int[RowsAtOnce];
        // Only nodes that are listed: of tens of thousands of blocks each may have a few.
        for (int index = 0; index < block.ListedCount; index++)
        {
            if (index % RowsAtOnce == 0)
            {
                block.CopyListed(index, rows[..Math.Min(RowsAtOnce, block.ListedCount - index)]);
            }
            int row = rows[index % RowsAtOnce];
            if (row <= last || row >= block.Rows)
            {
                Report(entry, $"the node in row {row} stands behind that in row {last}");
                break;
            }
            last = row;
            var range = block.RangeOfListed(index);
            seen += range.Count;
            string? problem =
                range.Count == 0 ? null : CheckNode(entry, block, firstNode + row, range);
            if (problem is not null && reported++ < MaxReportedPerBlock)
            {
                Report(entry, problem);
            }
        }
        if (seen != block.Count)
        {
            Report(entry, $"expected {block.Count} relationships at its nodes, found {seen}");
        }
    }

    /// <summary>Checks the relationships of one node; returns what is wrong, or null.</summary>
    private string? CheckNode(
        AdjacencyEntry entry,
        AdjacencyBlock block,
        long node,
        (int Start, int Count) range
    )
    {
        if (_neighbours.Length < range.Count)
        {
            _neighbours = new long[range.Count * 2];
            _relationships = new long[range.Count * 2];
        }
        var neighbours = _neighbours.AsSpan(0, range.Count);
        var relationships = _relationships.AsSpan(0, range.Count);
        block.ReadNeighbours(range.Start, neighbours);
        block.ReadRelationships(range.Start, relationships);
        tally.AddRelationships(generation.Labels(node), entry.Direction, entry.Type, range.Count);
        bool isOutgoing = entry.Direction == Direction.Outgoing;
        string? problem = generation.NodeExists(node)
            ? null
            : $"node {node} has relationships but does not exist";
        for (int i = 0; i < neighbours.Length; i++)
        {
            if (!generation.NodeExists(neighbours[i]))
            {
                problem ??=
                    $"relationship {relationships[i]} ends at {neighbours[i]}, which does not exist";
            }
            if (
                i > 0
                && (neighbours[i - 1], relationships[i - 1]).CompareTo(
                    (neighbours[i], relationships[i])
                ) >= 0
            )
            {
                problem ??= $"the relationships of node {node} are out of order";
            }
            if (isOutgoing)
            {
                _outgoingSum += Hash(relationships[i], entry.Type.Value, node, neighbours[i]);
            }
            else
            {
                _incomingSum += Hash(relationships[i], entry.Type.Value, neighbours[i], node);
            }
        }
        return problem;
    }

    /// <summary>Outgoing blocks own ranges of ids that do not overlap.</summary>
    private void CheckIds()
    {
        var owners = generation
            .Directory.Adjacency.Where(e => e.Direction == Direction.Outgoing)
            .OrderBy(e => e.FirstRelationship);
        long end = 0;
        foreach (var entry in owners)
        {
            if (entry.FirstRelationship < end)
            {
                Report(entry, $"relationship id {entry.FirstRelationship} occurs twice");
            }
            end = entry.FirstRelationship + entry.Count;
            if (end > generation.Manifest.RelationshipIdLimit)
            {
                Report(entry, $"relationship ids below {end} exist, above the manifest's limit");
            }
        }
    }

    private void FindTwins()
    {
        foreach (var entry in generation.Directory.Adjacency)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                FindTwins(entry);
            }
            catch (CorruptionException damage)
            {
                findings.Add(damage);
            }
        }
    }

    private void FindTwins(AdjacencyEntry entry)
    {
        bool isOutgoing = entry.Direction == Direction.Outgoing;
        var other = isOutgoing ? Direction.Incoming : Direction.Outgoing;
        long firstNode = SegmentLayout.FirstId(entry.Segment);
        int reported = 0;
        for (
            int row = 0;
            row < SegmentLayout.RowsPerSegment && reported < MaxReportedPerBlock;
            row++
        )
        {
            var slice = generation.Adjacency(firstNode + row, entry.Direction, entry.Type);
            for (int i = 0; i < slice.Count && reported < MaxReportedPerBlock; i++)
            {
                slice.ReadNeighbours(i, _neighbours.AsSpan(0, 1));
                slice.ReadRelationships(i, _relationships.AsSpan(0, 1));
                if (!HasTwin(_neighbours[0], other, entry.Type, firstNode + row, _relationships[0]))
                {
                    reported++;
                    string side = isOutgoing ? "incoming" : "outgoing";
                    Report(
                        entry,
                        $"relationship {_relationships[0]} between nodes {firstNode + row} and {_neighbours[0]} has no {side} twin"
                    );
                }
            }
        }
    }

    private bool HasTwin(
        long node,
        Direction direction,
        RelationshipTypeId type,
        long neighbour,
        long relationship
    )
    {
        var slice = generation.Adjacency(node, direction, type);
        var (from, count) = slice.Find(neighbour);
        var ids = new long[count];
        slice.ReadRelationships(from, ids);
        return ids.AsSpan().Contains(relationship);
    }

    private void Report(AdjacencyEntry entry, string problem) =>
        findings.Add(generation.PathOf(entry.Block), entry.Block.Offset, problem);
}
