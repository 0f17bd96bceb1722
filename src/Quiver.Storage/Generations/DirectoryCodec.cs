using System.Runtime.InteropServices;
using Quiver.Foundation;
using Quiver.Foundation.Memory;
using Quiver.Model;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Generations;

/// <summary>The binary form of a generation's directory: a block like any other, named by the manifest.</summary>
/// <remarks>
/// <code>
/// 0   u8   block kind: 5; u8×7 zero
/// 8   u32  node segments; u32 relationship segments; u32 columns; u32 adjacency blocks
/// 24  node segment × n:         u32 segment; u32 rows; u32 first column; u32 columns; address labels; address live   (64 bytes)
///     relationship segment × n: u32 segment; u32 rows; u32 first column; u32 columns                                 (16 bytes)
///     column × n:               u32 key; u32 zero; address                                                           (32 bytes)
///     adjacency block × n:      u32 segment; u32 type × 2 + direction; u32 relationships; u32 zero; i64 first relationship; address (48 bytes)
/// address: i32 file (-1 none); u32 checksum; i64 offset; i32 length; u32 zero                                        (24 bytes)
/// </code>
/// </remarks>
internal static class DirectoryCodec
{
    private const int HeaderBytes = 24;
    private const int NodeSegmentBytes = 64;
    private const int RelationshipSegmentBytes = 16;
    private const int ColumnBytes = 32;
    private const int AdjacencyBytes = 48;

    /// <summary>Appends the block to a buffer.</summary>
    /// <param name="directory">What the block lists, besides columns.</param>
    /// <param name="columns">The columns of each segment in their order: there may be millions, which are not put into one array.</param>
    /// <param name="output">Where to.</param>
    public static void Write(
        GenerationDirectory directory,
        List<ColumnEntry[]> columns,
        NativeBuffer output
    )
    {
        int columnCount = columns.Sum(static own => own.Length);
        output.Reserve(SizeOf(directory, columnCount));
        output.Write((ulong)BlockKind.Directory);
        output.Write(directory.NodeSegments.Length);
        output.Write(directory.RelationshipSegments.Length);
        output.Write(columnCount);
        output.Write(directory.Adjacency.Length);
        foreach (var entry in directory.NodeSegments)
        {
            Write(output, entry.Segment, entry.Rows, (entry.FirstColumn, entry.ColumnCount));
            Write(entry.Labels, output);
            Write(entry.Live, output);
        }
        foreach (var entry in directory.RelationshipSegments)
        {
            Write(output, entry.Segment, entry.Rows, (entry.FirstColumn, entry.ColumnCount));
        }
        foreach (var own in columns)
        {
            foreach (ref readonly var entry in own.AsSpan())
            {
                var (file, offset, length, checksum) = entry.Block;
                output.Write(
                    new StoredColumn(entry.Key, entry.Count - 1, file, checksum, offset, length)
                );
            }
        }
        foreach (var entry in directory.Adjacency)
        {
            output.Write(entry.Segment);
            output.Write((entry.Type.Value << 1) | (entry.Direction == Direction.Incoming ? 1 : 0));
            output.Write((long)entry.Count);
            output.Write(entry.FirstRelationship);
            Write(entry.Block, output);
        }
    }

    private static long SizeOf(GenerationDirectory directory, int columnCount) =>
        HeaderBytes
        + ((long)NodeSegmentBytes * directory.NodeSegments.Length)
        + ((long)RelationshipSegmentBytes * directory.RelationshipSegments.Length)
        + ((long)ColumnBytes * columnCount)
        + ((long)AdjacencyBytes * directory.Adjacency.Length);

    /// <summary>Reads the block, whose checksum was verified before, and checks that it is consistent in itself, with the files and with the manifest.</summary>
    public static GenerationDirectory Read(
        ref BlockCursor source,
        MappedStore store,
        Manifest manifest
    )
    {
        source.Expect(BlockKind.Directory);
        Skip(ref source, 7);
        var nodeSegments = new NodeSegmentEntry[
            source.ReadEntryCount(NodeSegmentBytes, "segments")
        ];
        var relationshipSegments = new RelationshipSegmentEntry[
            source.ReadEntryCount(RelationshipSegmentBytes, "segments")
        ];
        var columns = new ColumnEntry[source.ReadEntryCount(ColumnBytes, "columns")];
        var adjacency = new AdjacencyEntry[source.ReadEntryCount(AdjacencyBytes, "blocks")];
        int nodeSegmentLimit = SegmentLimit(manifest.NodeIdLimit);
        int relationshipSegmentLimit = SegmentLimit(manifest.RelationshipIdLimit);
        for (int i = 0; i < nodeSegments.Length; i++)
        {
            var (segment, rows, first, count) = ReadSegment(
                ref source,
                nodeSegmentLimit,
                columns.Length
            );
            Require(ref source, i == 0 || segment > nodeSegments[i - 1].Segment, segment);
            var labels = ReadAddress(ref source, store);
            var live = ReadAddress(ref source, store);
            nodeSegments[i] = new(segment, rows, first, count, labels, live);
        }
        for (int i = 0; i < relationshipSegments.Length; i++)
        {
            var (segment, rows, first, count) = ReadSegment(
                ref source,
                relationshipSegmentLimit,
                columns.Length
            );
            Require(ref source, i == 0 || segment > relationshipSegments[i - 1].Segment, segment);
            relationshipSegments[i] = new(segment, rows, first, count);
        }
        for (int i = 0; i < columns.Length; i++)
        {
            int key = source.ReadCount(0, manifest.Tokens.PropertyKeys.Count - 1, "a property key");
            int further = source.ReadCount(
                0,
                manifest.Tokens.PropertyKeys.Count - 1 - key,
                "further columns"
            );
            columns[i] = new(key, further + 1, ReadAddress(ref source, store));
            Require(ref source, columns[i].Block.Exists, key);
        }
        ReadAdjacency(ref source, store, manifest.Tokens.RelationshipTypes.Count, adjacency);
        return new()
        {
            NodeSegments = nodeSegments,
            RelationshipSegments = relationshipSegments,
            Columns = columns,
            Adjacency = adjacency,
        };
    }

    private static void Write(
        NativeBuffer output,
        int segment,
        int rows,
        (int First, int Count) columns
    )
    {
        output.Write(segment);
        output.Write(rows);
        output.Write(columns.First);
        output.Write(columns.Count);
    }

    private static void Write(BlockAddress address, NativeBuffer output)
    {
        output.Write(address.File);
        output.Write(address.Checksum);
        output.Write(address.Offset);
        output.Write((long)address.Length);
    }

    private static unsafe void Skip(ref BlockCursor source, int bytes) => source.Take(bytes);

    private static void Require(ref BlockCursor source, bool condition, long found)
    {
        if (!condition)
        {
            BlockErrors.ThrowContent(source.Origin, "entries in ascending order", found);
        }
    }

    /// <summary>One above the highest segment that can hold an id below a limit.</summary>
    private static int SegmentLimit(long idLimit) =>
        (int)
            Math.Clamp(
                (idLimit + SegmentLayout.RowsPerSegment - 1) >> SegmentLayout.RowBits,
                0,
                int.MaxValue
            );

    private static (int Segment, int Rows, int FirstColumn, int ColumnCount) ReadSegment(
        ref BlockCursor source,
        int segmentLimit,
        int columns
    )
    {
        int segment = source.ReadCount(0, segmentLimit - 1, "a segment");
        int rows = source.ReadCount(1, SegmentLayout.RowsPerSegment, "rows");
        int first = source.ReadCount(0, columns, "a column");
        int count = source.ReadCount(0, columns - first, "columns");
        return (segment, rows, first, count);
    }

    private static void ReadAdjacency(
        ref BlockCursor source,
        MappedStore store,
        int typeCount,
        AdjacencyEntry[] adjacency
    )
    {
        for (int i = 0; i < adjacency.Length; i++)
        {
            int segment = source.ReadCount(0, int.MaxValue - 1, "a segment");
            int form = source.ReadCount(0, typeCount * 2 - 1, "a type and direction");
            int count = source.ReadCount(0, int.MaxValue, "relationships");
            source.Read<int>();
            long first = source.Read<long>();
            var address = ReadAddress(ref source, store);
            var direction = (form & 1) == 0 ? Direction.Outgoing : Direction.Incoming;
            adjacency[i] = new(segment, direction, new(form >> 1), count, first, address);
            Require(ref source, address.Exists && first >= 0, first);
            Require(ref source, i == 0 || Order(adjacency[i - 1], adjacency[i]) < 0, segment);
        }
    }

    /// <summary>Brings adjacency blocks, of which there may be tens of thousands, into the order of a directory.</summary>
    public static AdjacencyEntry[] Arrange(List<AdjacencyEntry> adjacency)
    {
        ulong[] order = new ulong[adjacency.Count];
        int[] places = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            var entry = adjacency[i];
            Invariant.Assert(entry.Segment >= 0 && entry.Type.Value >= 0);
            // As Order compares: 1 bit of direction, 31 of segment, 32 of type.
            ulong direction = entry.Direction == Direction.Outgoing ? 0UL : 1UL;
            order[i] = (direction << 63) | ((ulong)entry.Segment << 32) | (uint)entry.Type.Value;
            places[i] = i;
        }
        Array.Sort(order, places);
        var arranged = new AdjacencyEntry[order.Length];
        for (int i = 0; i < arranged.Length; i++)
        {
            Invariant.Assert(i == 0 || order[i - 1] < order[i]);
            arranged[i] = adjacency[places[i]];
        }
        return arranged;
    }

    /// <summary>The order of adjacency blocks in a directory.</summary>
    public static int Order(AdjacencyEntry a, AdjacencyEntry b) =>
        (a.Direction, a.Segment, a.Type.Value).CompareTo((b.Direction, b.Segment, b.Type.Value));

    private static BlockAddress ReadAddress(ref BlockCursor source, MappedStore store)
    {
        int file = source.Read<int>();
        uint checksum = source.Read<uint>();
        long offset = source.Read<long>();
        int length = source.Read<int>();
        source.Read<int>();
        var address = new BlockAddress(file, offset, length, checksum);
        if (address != BlockAddress.None && !store.Contains(address))
        {
            BlockErrors.ThrowContent(source.Origin, "an address inside the store files", offset);
        }
        return address;
    }

    /// <summary>A column as it stands in the directory.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct StoredColumn(
        int Key,
        int Further,
        int File,
        uint Checksum,
        long Offset,
        long Length
    );
}
