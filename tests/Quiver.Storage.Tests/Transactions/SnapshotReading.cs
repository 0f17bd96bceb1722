using Quiver.Model;

namespace Quiver.Storage.Tests.Transactions;

/// <summary>Reads a snapshot's cursors to their ends.</summary>
internal static class SnapshotReading
{
    public static List<long> Nodes(Snapshot snapshot, LabelId label)
    {
        var result = new List<long>();
        var scan = snapshot.ScanNodes(label);
        long[] batch = new long[7];
        for (int count; (count = scan.Next(batch)) > 0; )
        {
            result.AddRange(batch[..count]);
        }
        return result;
    }

    public static List<(long Id, long Start, long End)> Relationships(Snapshot snapshot, int type)
    {
        var result = new List<(long, long, long)>();
        var scan = snapshot.ScanRelationships(new RelationshipTypeId(type));
        long[] ids = new long[5];
        long[] starts = new long[5];
        long[] ends = new long[5];
        for (int count; (count = scan.Next(ids, starts, ends)) > 0; )
        {
            for (int i = 0; i < count; i++)
            {
                result.Add((ids[i], starts[i], ends[i]));
            }
        }
        return result;
    }

    public static List<(int Row, long Relationship, long Neighbour)> Expand(
        Snapshot snapshot,
        long[] nodes,
        Direction direction,
        params ReadOnlySpan<RelationshipTypeId> types
    )
    {
        var result = new List<(int, long, long)>();
        var expansion = snapshot.Expand(direction, types);
        expansion.Start(nodes);
        int[] rows = new int[3];
        long[] ids = new long[3];
        long[] neighbours = new long[3];
        for (int count; (count = expansion.Next(rows, ids, neighbours)) > 0; )
        {
            for (int i = 0; i < count; i++)
            {
                result.Add((rows[i], ids[i], neighbours[i]));
            }
        }
        return result;
    }
}
