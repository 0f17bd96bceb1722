using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Tests.Generations;

public sealed class GenerationTests
{
    private static readonly IFileSystem Files = PosixFileSystem.Instance;

    public static TheoryData<int, int[], int> Graphs =>
        new()
        {
            { 1, [1], 0 },
            { 2, [70], 300 },
            { 3, [65_536, 3_000], 30_000 },
            { 4, [2_000, 500, 1_000], 100_000 },
            { 5, [100, 9_000, 3_000, 5_000], 2_000 },
        };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_published_graph_reads_back_whole(int seed, int[] segments, int relationships)
    {
        using var folder = new TemporaryFolder();
        var model = GraphModel.Random(new(seed), segments, relationships);
        var published = model.Write(Files, folder.Path);
        var manifest = ManifestFile.Read(Files, folder.Path);
        Assert.Equal(ManifestCodec.Encode(published), ManifestCodec.Encode(manifest));
        using var generation = Generation.Open(Files, folder.Path, manifest);
        AssertNodes(model, generation);
        AssertScans(model, generation);
        AssertProperties(model, generation, new(seed));
        AssertAdjacency(model, generation);
        AssertRelationships(model, generation);
    }

    [Fact]
    public void An_empty_database_opens_and_has_nothing()
    {
        using var folder = new TemporaryFolder();
        ManifestFile.Write(Files, folder.Path, Manifest.Empty(Guid.NewGuid(), Guid.NewGuid()));
        var manifest = ManifestFile.Read(Files, folder.Path);
        using var generation = Generation.Open(Files, folder.Path, manifest);
        Assert.Equal(0, generation.NodeSegmentCount);
        foreach (long id in (long[])[long.MinValue, -1, 0, 5_000_000_000, long.MaxValue])
        {
            Assert.False(generation.NodeExists(id));
            Assert.False(generation.TryReadRelationship(id, out _));
            Assert.Equal(0, generation.Adjacency(id, Direction.Outgoing, new(0)).Count);
            Assert.True(generation.NodeProperty(new(0), id).IsNull);
        }
    }

    private static void AssertNodes(GraphModel model, Generation generation)
    {
        Assert.Equal(model.Segments.Length, generation.NodeSegmentCount);
        var ids = model
            .Nodes.Concat(model.Holes)
            .Concat([
                -1,
                long.MinValue,
                long.MaxValue,
                SegmentLayout.FirstId(model.Segments.Length),
            ])
            .Concat([SegmentLayout.FirstId(model.Segments.Length - 1) + model.Segments[^1]])
            .ToArray();
        var result = new bool[ids.Length];
        foreach (long id in ids)
        {
            bool exists = model.Labels.TryGetValue(id, out var labels);
            Assert.Equal(exists, generation.NodeExists(id));
            Assert.Equal(labels ?? [], generation.Labels(id).ToArray());
        }
        for (int label = 0; label <= GraphModel.LabelCount; label++)
        {
            generation.HasLabel(ids, new(label), result);
            for (int i = 0; i < ids.Length; i++)
            {
                bool expected =
                    model.Labels.TryGetValue(ids[i], out var labels) && labels.Contains(new(label));
                Assert.Equal(expected, result[i]);
            }
        }
    }

    private static void AssertScans(GraphModel model, Generation generation)
    {
        for (int label = -1; label <= GraphModel.LabelCount; label++)
        {
            var expected = model.Nodes.Where(n =>
                label < 0 || model.Labels[n].Contains(new(label))
            );
            foreach (int capacity in (int[])[1000, 37])
            {
                var found = new List<long>();
                var buffer = new long[capacity];
                for (int segment = 0; segment < generation.NodeSegmentCount; segment++)
                {
                    int row = 0;
                    int count;
                    while ((count = generation.ScanNodes(segment, new(label), ref row, buffer)) > 0)
                    {
                        found.AddRange(buffer[..count]);
                    }
                }
                Assert.Equal(expected.ToArray(), found.ToArray());
            }
        }
    }

    private static void AssertProperties(GraphModel model, Generation generation, Random random)
    {
        var nodes = model.Nodes.ToArray();
        var shuffled = nodes.Concat([-1, 1L << 40]).ToArray();
        random.Shuffle(shuffled);
        for (int key = 0; key <= GraphModel.KeyCount; key++)
        {
            foreach (long[] ids in (long[][])[nodes, shuffled])
            {
                var builder = new ColumnBuilder();
                generation.ReadNodeProperty(new(key), ids, builder);
                var column = builder.Build();
                Assert.Equal(ids.Length, column.Count);
                for (int i = 0; i < ids.Length; i++)
                {
                    AssertSame(Expected(model.NodeColumns, key, ids[i]), column[i]);
                }
            }
        }
        foreach (long id in shuffled.Take(500))
        {
            var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
            generation.ReadNodeProperties(id, properties);
            var expected = Enumerable
                .Range(0, GraphModel.KeyCount)
                .Where(key => !Expected(model.NodeColumns, key, id).IsNull);
            Assert.Equal(expected, properties.Select(p => p.Key.Value));
            foreach (var (key, value) in properties)
            {
                AssertSame(Expected(model.NodeColumns, key.Value, id), value);
                AssertSame(value, generation.NodeProperty(key, id));
            }
        }
    }

    private static void AssertAdjacency(GraphModel model, Generation generation)
    {
        var numbered = model.Relationships.Select((r, id) => (Record: r, Id: (long)id)).ToArray();
        foreach (var direction in (Direction[])[Direction.Outgoing, Direction.Incoming])
        {
            var expected = numbered
                .Select(r =>
                    direction == Direction.Outgoing
                        ? (Node: r.Record.Start.Value, Other: r.Record.End.Value, r)
                        : (Node: r.Record.End.Value, Other: r.Record.Start.Value, r)
                )
                .ToLookup(x => (x.Node, x.r.Record.Type));
            foreach (long node in model.Nodes)
            {
                var found = new List<RelationshipTypeId>();
                foreach (
                    var type in generation.AdjacencyTypes(SegmentLayout.SegmentOf(node), direction)
                )
                {
                    found.Add(type);
                }
                for (int type = 0; type < GraphModel.TypeCount; type++)
                {
                    var own = expected[(node, new(type))]
                        .OrderBy(x => x.Other)
                        .ThenBy(x => x.r.Id)
                        .ToArray();
                    Assert.True(own.Length == 0 || found.Contains(new(type)));
                    Assert.Equal(own.Length, generation.Degree(node, direction, new(type)));
                    var slice = generation.Adjacency(node, direction, new(type));
                    AssertSlice(slice, [.. own.Select(x => (x.Other, x.r.Id))]);
                }
            }
        }
    }

    private static void AssertSlice(AdjacencySlice slice, (long Other, long Id)[] expected)
    {
        Assert.Equal(expected.Length, slice.Count);
        int from = expected.Length / 3;
        var neighbours = new long[expected.Length - from];
        var relationships = new long[expected.Length - from];
        slice.ReadNeighbours(from, neighbours);
        slice.ReadRelationships(from, relationships);
        Assert.Equal(expected[from..], neighbours.Zip(relationships));
        if (expected.Length > 0)
        {
            long other = expected[expected.Length / 2].Other;
            var (start, count) = slice.Find(other);
            Assert.Equal(expected.Count(e => e.Other == other), count);
            Assert.Equal(other, expected[start].Other);
            Assert.True(start == 0 || expected[start - 1].Other < other);
            Assert.Equal(0, slice.Find(long.MaxValue).Count);
        }
    }

    private static void AssertRelationships(GraphModel model, Generation generation)
    {
        for (int id = 0; id < model.Relationships.Count; id++)
        {
            Assert.True(generation.TryReadRelationship(id, out var record));
            Assert.Equal(model.Relationships[id], record);
        }
        Assert.False(generation.TryReadRelationship(-1, out _));
        Assert.False(generation.TryReadRelationship(model.Relationships.Count, out _));
        var ids = Enumerable.Range(0, model.Relationships.Count).Select(i => (long)i).ToArray();
        for (int key = 0; key < GraphModel.KeyCount; key++)
        {
            var builder = new ColumnBuilder();
            generation.ReadRelationshipProperty(new(key), ids, builder);
            var column = builder.Build();
            for (int i = 0; i < ids.Length; i++)
            {
                AssertSame(Expected(model.RelationshipColumns, key, ids[i]), column[i]);
            }
        }
        for (int type = 0; type <= GraphModel.TypeCount; type++)
        {
            AssertTypeScan(model, generation, new(type));
        }
    }

    private static void AssertTypeScan(
        GraphModel model,
        Generation generation,
        RelationshipTypeId type
    )
    {
        foreach (int capacity in (int[])[1000, 7])
        {
            var found = new List<(long, RelationshipRecord)>();
            var ids = new long[capacity];
            var starts = new long[capacity];
            var ends = new long[capacity];
            var cursor = default(RelationshipCursor);
            int count;
            while ((count = generation.ScanRelationships(type, ref cursor, ids, starts, ends)) > 0)
            {
                for (int i = 0; i < count; i++)
                {
                    found.Add((ids[i], new(type, new(starts[i]), new(ends[i]))));
                }
            }
            var expected = model
                .Relationships.Select((r, id) => ((long)id, r))
                .Where(r => r.r.Type == type);
            Assert.Equal(expected.ToArray(), found.ToArray());
        }
    }

    private static Value Expected(
        Dictionary<(int Segment, int Key), Segments.ColumnModel> columns,
        int key,
        long id
    )
    {
        int row = SegmentLayout.RowOf(id);
        return
            id >= 0
            && id < 1L << 40
            && columns.TryGetValue((SegmentLayout.SegmentOf(id), key), out var column)
            && row < column.Values.Count
            ? column.Values[row]
            : Value.Null;
    }

    private static void AssertSame(Value expected, Value actual)
    {
        Assert.Equal(expected.Kind, actual.Kind);
        Assert.Equal(expected.Bits, actual.Bits);
        if (expected.Kind is ValueKind.String or ValueKind.List)
        {
            Assert.Equal(expected.ToString(), actual.ToString());
        }
    }
}
