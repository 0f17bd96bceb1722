using System.Runtime.InteropServices;
using Quiver.Model;
using Quiver.Storage.Manifests;
using Quiver.Storage.Statistics;
using Quiver.Storage.Store;

namespace Quiver.Storage.Generations;

/// <summary>The binary form of a generation that is being written. It lives as long as a staging folder and is no part of the database's format.</summary>
/// <remarks>
/// <code>
/// files          i32 n, then text name, i64 length each; i64 bytes written
/// node segments  i32 n, then i32 segment, i32 rows, address labels, address live, columns each
/// relationships  i32 n, then i32 segment, i32 rows, columns each
/// adjacency      i32 n, then i32 segment, u8 incoming, i32 type, i32 relationships, i64 first relationship, address each
/// estimates      <see cref="KeyEstimates.WriteTo"/>
/// columns: i32 n, then each as it is in memory: there may be millions; address: i32 file, i64 offset, i32 length, u32 checksum
/// </code>
/// </remarks>
internal static class DraftCodec
{
    /// <summary>Writes the form that <see cref="Read"/> takes.</summary>
    public static void Write(DraftContent draft, BinaryWriter output)
    {
        output.Write(draft.Mark.Files.Count);
        foreach (var file in draft.Mark.Files)
        {
            output.Write(file.Name);
            output.Write(file.Length);
        }
        output.Write(draft.Mark.BytesWritten);
        output.Write(draft.Nodes.Count);
        foreach (var (entry, columns) in draft.Nodes)
        {
            output.Write(entry.Segment);
            output.Write(entry.Rows);
            Write(entry.Labels, output);
            Write(entry.Live, output);
            Write(columns, output);
        }
        output.Write(draft.Relationships.Count);
        foreach (var (entry, columns) in draft.Relationships)
        {
            output.Write(entry.Segment);
            output.Write(entry.Rows);
            Write(columns, output);
        }
        output.Write(draft.Adjacency.Count);
        foreach (var entry in draft.Adjacency)
        {
            output.Write(entry.Segment);
            output.Write(entry.Direction == Direction.Incoming);
            output.Write(entry.Type.Value);
            output.Write(entry.Count);
            output.Write(entry.FirstRelationship);
            Write(entry.Block, output);
        }
        draft.Estimates.WriteTo(output);
    }

    /// <summary>Reads what <see cref="Write(DraftContent, BinaryWriter)"/> wrote.</summary>
    /// <exception cref="IOException">The bytes end too early.</exception>
    public static DraftContent Read(BinaryReader input)
    {
        var files = new StoreFile[input.ReadInt32()];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = new(input.ReadString(), input.ReadInt64());
        }
        var mark = new StoreMark(files, input.ReadInt64(), 0);
        var nodes = new (NodeSegmentEntry, ColumnEntry[])[input.ReadInt32()];
        for (int i = 0; i < nodes.Length; i++)
        {
            int segment = input.ReadInt32();
            int rows = input.ReadInt32();
            var labels = ReadAddress(input);
            var live = ReadAddress(input);
            var columns = ReadColumns(input);
            nodes[i] = (new(segment, rows, 0, columns.Length, labels, live), columns);
        }
        var relationships = new (RelationshipSegmentEntry, ColumnEntry[])[input.ReadInt32()];
        for (int i = 0; i < relationships.Length; i++)
        {
            int segment = input.ReadInt32();
            int rows = input.ReadInt32();
            var columns = ReadColumns(input);
            relationships[i] = (new(segment, rows, 0, columns.Length), columns);
        }
        var adjacency = new AdjacencyEntry[input.ReadInt32()];
        for (int i = 0; i < adjacency.Length; i++)
        {
            adjacency[i] = new(
                input.ReadInt32(),
                input.ReadBoolean() ? Direction.Incoming : Direction.Outgoing,
                new(input.ReadInt32()),
                input.ReadInt32(),
                input.ReadInt64(),
                ReadAddress(input)
            );
        }
        var estimates = KeyEstimates.Read(input);
        return new(mark, [.. nodes], [.. relationships], [.. adjacency], estimates);
    }

    private static void Write(ColumnEntry[] columns, BinaryWriter output)
    {
        output.Write(columns.Length);
        output.Write(MemoryMarshal.AsBytes(columns.AsSpan()));
    }

    private static void Write(BlockAddress address, BinaryWriter output)
    {
        output.Write(address.File);
        output.Write(address.Offset);
        output.Write(address.Length);
        output.Write(address.Checksum);
    }

    private static ColumnEntry[] ReadColumns(BinaryReader input)
    {
        var columns = new ColumnEntry[input.ReadInt32()];
        input.BaseStream.ReadExactly(MemoryMarshal.AsBytes(columns.AsSpan()));
        return columns;
    }

    private static BlockAddress ReadAddress(BinaryReader input) =>
        new(input.ReadInt32(), input.ReadInt64(), input.ReadInt32(), input.ReadUInt32());
}
