using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;
using Quiver.Storage.Statistics;
using Quiver.Storage.Tests.Segments;

namespace Quiver.Storage.Tests.Generations;

/// <summary>A random graph as plain objects: what a test writes as a generation, and what it must read back.</summary>
internal sealed class GraphModel
{
    public const int LabelCount = 4;
    public const int TypeCount = 5;
    public const int KeyCount = 4;

    /// <summary>Rows used of each node segment.</summary>
    public required int[] Segments { get; init; }

    /// <summary>Ids that are not nodes although their row is used.</summary>
    public required HashSet<long> Holes { get; init; }

    public required Dictionary<long, LabelId[]> Labels { get; init; }

    /// <summary>Ordered as the importer numbers them: the place in the list is the id.</summary>
    public required List<RelationshipRecord> Relationships { get; init; }

    public required Dictionary<(int Segment, int Key), ColumnModel> NodeColumns { get; init; }

    public required Dictionary<
        (int Segment, int Key),
        ColumnModel
    > RelationshipColumns { get; init; }

    public IEnumerable<long> Nodes =>
        Segments
            .SelectMany(
                (rows, s) => Enumerable.Range(0, rows).Select(r => SegmentLayout.FirstId(s) + r)
            )
            .Where(id => !Holes.Contains(id));

    public static GraphModel Random(Random random, int[] segments, int relationshipCount)
    {
        var ids = segments
            .SelectMany(
                (rows, s) => Enumerable.Range(0, rows).Select(r => SegmentLayout.FirstId(s) + r)
            )
            .ToArray();
        // Segments without a hole, and ones with, are read in different ways; so are labels in runs, and in stretches of two mixed sets.
        var holes = ids.Where(id => !IsOdd(id) && random.Next(50) == 0).ToHashSet();
        var nodes = ids.Where(id => !holes.Contains(id)).ToArray();
        var labelSets = Enumerable.Range(0, 5).Select(_ => RandomLabels(random)).ToArray();
        int run = random.Next(1, 400);
        var labels = nodes.ToDictionary(
            n => n,
            n => labelSets[(IsOdd(n) ? n / 700 + random.Next(2) : n / run) % labelSets.Length]
        );
        return new()
        {
            Segments = segments,
            Holes = holes,
            Labels = labels,
            Relationships = RandomRelationships(random, nodes, relationshipCount),
            NodeColumns = RandomColumns(random, segments, holes),
            RelationshipColumns = RandomColumns(random, [.. SegmentSizes(relationshipCount)], []),
        };
    }

    public Manifest Write(IFileSystem files, string databaseDirectory)
    {
        using var writer = Begin(files, databaseDirectory);
        return writer.Publish(Summarize());
    }

    /// <summary>Writes everything without publishing it; the writer must live until somebody else has.</summary>
    public SealedGeneration Seal(
        IFileSystem files,
        string databaseDirectory,
        out GenerationWriter writer
    )
    {
        writer = Begin(files, databaseDirectory);
        return writer.Seal(Summarize());
    }

    private GenerationWriter Begin(IFileSystem files, string databaseDirectory)
    {
        var writer = GenerationWriter.Begin(files, databaseDirectory);
        WriteNodes(writer);
        WriteAdjacency(writer);
        WriteRelationships(writer);
        return writer;
    }

    private GenerationSummary Summarize() =>
        new()
        {
            DatabaseId = new("11111111-2222-3333-4444-555555555555"),
            Tokens = new(
                new([.. Enumerable.Range(0, LabelCount).Select(i => $"L{i}")]),
                new([.. Enumerable.Range(0, TypeCount).Select(i => $"T{i}")]),
                new([.. Enumerable.Range(0, KeyCount).Select(i => $"k{i}")])
            ),
            Counts = Counts(),
            NodeIdLimit = SegmentLayout.FirstId(Segments.Length - 1) + Segments[^1],
            RelationshipIdLimit = Relationships.Count,
        };

    private GraphCounts Counts()
    {
        Dictionary<(int, int), long> ByLabel(Func<RelationshipRecord, NodeId> end) =>
            Relationships
                .SelectMany(r => Labels[end(r).Value].Select(l => (l.Value, r.Type.Value)))
                .GroupBy(p => p)
                .ToDictionary(g => g.Key, g => (long)g.Count());
        return new()
        {
            Nodes = Labels.Count,
            Relationships = Relationships.Count,
            NodesByLabel = Labels
                .Values.SelectMany(l => l)
                .GroupBy(l => l.Value)
                .ToDictionary(g => g.Key, g => (long)g.Count()),
            RelationshipsByType = Relationships
                .GroupBy(r => r.Type.Value)
                .ToDictionary(g => g.Key, g => (long)g.Count()),
            RelationshipsByStartLabel = ByLabel(r => r.Start),
            RelationshipsByEndLabel = ByLabel(r => r.End),
        };
    }

    private static bool IsOdd(long id) => SegmentLayout.SegmentOf(id) % 2 == 1;

    private static LabelId[] RandomLabels(Random random) =>
        [
            .. Enumerable
                .Range(0, LabelCount)
                .Where(_ => random.Next(2) == 0)
                .Select(i => new LabelId(i)),
        ];

    private static List<RelationshipRecord> RandomRelationships(
        Random random,
        long[] nodes,
        int count
    )
    {
        var list = new List<RelationshipRecord>();
        for (int i = 0; i < count; i++)
        {
            int type = random.Next(TypeCount);
            // Type 0 has a hub, type 1 one relationship a node, type 2 few nodes.
            long start = type switch
            {
                0 when random.Next(3) == 0 => nodes[0],
                1 => nodes[i % nodes.Length],
                2 => nodes[random.Next(nodes.Length) / 100],
                _ => nodes[random.Next(nodes.Length)],
            };
            long end = random.Next(20) == 0 ? start : nodes[random.Next(nodes.Length)];
            list.Add(new(new(type), new(start), new(end)));
        }
        return
        [
            .. list.OrderBy(r => SegmentLayout.SegmentOf(r.Start.Value))
                .ThenBy(r => r.Type.Value)
                .ThenBy(r => r.Start.Value)
                .ThenBy(r => r.End.Value),
        ];
    }

    private static IEnumerable<int> SegmentSizes(int count)
    {
        for (; count > 0; count -= SegmentLayout.RowsPerSegment)
        {
            yield return Math.Min(count, SegmentLayout.RowsPerSegment);
        }
    }

    private static Dictionary<(int, int), ColumnModel> RandomColumns(
        Random random,
        int[] segments,
        HashSet<long> holes
    )
    {
        var columns = new Dictionary<(int, int), ColumnModel>();
        for (int segment = 0; segment < segments.Length; segment++)
        {
            for (int key = 0; key < KeyCount; key++)
            {
                var column = ColumnModel.Random(random, segments[segment]);
                var values = column.Values.ToArray();
                foreach (long hole in holes.Where(h => SegmentLayout.SegmentOf(h) == segment))
                {
                    values[SegmentLayout.RowOf(hole)] = Value.Null;
                }
                if (random.Next(4) != 0)
                {
                    columns[(segment, key)] = new(column.Type, values);
                }
            }
        }
        return columns;
    }

    private void WriteNodes(GenerationWriter writer)
    {
        using var encoder = new NodeSegmentEncoder();
        for (int segment = Segments.Length - 1; segment >= 0; segment--)
        {
            int rows = Segments[segment];
            encoder.Begin(segment, rows);
            var sets = new List<LabelId[]> { Array.Empty<LabelId>() };
            var setOf = new int[rows];
            var live = new ulong[(rows + 63) / 64];
            for (int row = 0; row < rows; row++)
            {
                long id = SegmentLayout.FirstId(segment) + row;
                if (Labels.TryGetValue(id, out var labels))
                {
                    live[row >> 6] |= 1UL << (row & 63);
                    int set = sets.IndexOf(labels);
                    setOf[row] = set >= 0 ? set : sets.Count;
                    if (set < 0)
                    {
                        sets.Add([.. labels]);
                        sets[^1] = labels;
                    }
                }
            }
            encoder.SetLabels([.. sets], setOf);
            encoder.SetLive(live);
            for (int key = KeyCount - 1; key >= 0; key--)
            {
                if (NodeColumns.TryGetValue((segment, key), out var column))
                {
                    int number = key;
                    column.Give((in input) => encoder.AddColumn(new(number), input));
                }
            }
            writer.Add(encoder);
        }
    }

    private void WriteRelationships(GenerationWriter writer)
    {
        using var encoder = new RelationshipSegmentEncoder();
        foreach (
            var segment in RelationshipColumns
                .GroupBy(c => c.Key.Segment)
                .OrderByDescending(g => g.Key)
        )
        {
            encoder.Begin(segment.Key, segment.First().Value.Values.Count);
            foreach (var ((_, key), column) in segment)
            {
                column.Give((in input) => encoder.AddColumn(new(key), input));
            }
            writer.Add(encoder);
        }
    }

    private void WriteAdjacency(GenerationWriter writer)
    {
        using var encoder = new AdjacencyEncoder();
        var numbered = Relationships.Select((r, id) => (Record: r, Id: (long)id)).ToArray();
        foreach (
            var group in numbered.GroupBy(r =>
                (SegmentLayout.SegmentOf(r.Record.Start.Value), r.Record.Type)
            )
        )
        {
            var own = group.ToArray();
            encoder.EncodeOutgoing(
                group.Key.Item1,
                group.Key.Type,
                Offsets(group.Key.Item1, own.Select(r => r.Record.Start.Value)),
                [.. own.Select(r => r.Record.End.Value)],
                own[0].Id
            );
            writer.Add(encoder);
        }
        foreach (
            var group in numbered.GroupBy(r =>
                (SegmentLayout.SegmentOf(r.Record.End.Value), r.Record.Type)
            )
        )
        {
            var own = group
                .OrderBy(r => r.Record.End.Value)
                .ThenBy(r => r.Record.Start.Value)
                .ThenBy(r => r.Id)
                .ToArray();
            encoder.EncodeIncoming(
                group.Key.Item1,
                group.Key.Type,
                Offsets(group.Key.Item1, own.Select(r => r.Record.End.Value)),
                [.. own.Select(r => r.Record.Start.Value)],
                [.. own.Select(r => r.Id)]
            );
            writer.Add(encoder);
        }
    }

    private int[] Offsets(int segment, IEnumerable<long> nodes)
    {
        var offsets = new int[Segments[segment] + 1];
        foreach (long node in nodes)
        {
            offsets[SegmentLayout.RowOf(node) + 1]++;
        }
        for (int row = 1; row < offsets.Length; row++)
        {
            offsets[row] += offsets[row - 1];
        }
        return offsets;
    }
}
