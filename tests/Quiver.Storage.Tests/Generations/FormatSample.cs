using System.Text;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Values;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;
using Quiver.Storage.Tests.Segments;

namespace Quiver.Storage.Tests.Generations;

/// <summary>
/// A small fixed graph that uses every part of the format: all column types, encodings and presence kinds, holes, label sets, both kinds of adjacency.
/// Stored once per version under <c>Samples</c>.
/// </summary>
internal static class FormatSample
{
    private const int Rows = 5_000;

    private static readonly ColumnType[] Types = Enum.GetValues<ColumnType>();

    /// <summary>The columns by key: (type, encoding) pairs, values given by a formula of the row.</summary>
    public static ColumnModel ColumnOf(int key)
    {
        var type = key < Types.Length ? Types[key] : ColumnType.Integer;
        var values = new Value[Rows];
        for (int row = 0; row < Rows; row++)
        {
            long word = Word(key, row);
            bool isPresent = row != 7 && (key % 3 == 0 || row % (key % 3 == 1 ? 2 : 100) == 1);
            values[row] = !isPresent
                ? Value.Null
                : type switch
                {
                    ColumnType.Boolean => Value.Boolean(word % 2 == 0),
                    ColumnType.Float => Value.Float(word / 4.0),
                    ColumnType.Text => Value.String($"Größe {word % 50}"),
                    ColumnType.Date => Value.FromBits(ValueKind.Date, word % 30_000),
                    ColumnType.Mixed => row % 2 == 0
                        ? Value.List(Value.Integer(word), Value.String("x"))
                        : Value.String($"unique text of row {row}"),
                    _ => Value.Integer(word),
                };
        }
        return new(type, values);
    }

    /// <summary>Number of columns: one of each type, then integers in each encoding.</summary>
    public const int KeyCount = 11;

    /// <summary>The labels of a row.</summary>
    public static LabelId[] LabelsOf(int row) =>
        row == 7 ? []
        : row < 3_000 ? [new(0)]
        : row % 2 == 0 ? [new(0), new(1)]
        : [];

    /// <summary>The relationships in the order of their ids.</summary>
    public static IEnumerable<RelationshipRecord> Relationships()
    {
        // Type 0: one at each node but the hole; type 1: a few nodes, several each; type 2: most nodes.
        foreach (int row in Enumerable.Range(0, Rows).Where(r => r != 7))
        {
            yield return new(new(0), new(row), new(row * 31L % 1000 + 8));
        }
        for (int row = 100; row < Rows; row += 1000)
        {
            for (int i = 0; i < row / 500 + 1; i++)
            {
                yield return new(new(1), new(row), new(i * 3));
            }
        }
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < row % 4 && row != 7; i++)
            {
                yield return new(new(2), new(row), new(i + 20));
            }
        }
    }

    /// <summary>Writes the sample as a database.</summary>
    public static Manifest Write(IFileSystem files, string folder)
    {
        using var writer = GenerationWriter.Begin(files, folder);
        WriteNodes(writer);
        var relationships = Relationships().ToArray();
        WriteAdjacency(writer, relationships);
        using var properties = new RelationshipSegmentEncoder();
        properties.Begin(0, Rows);
        ColumnOf(1).Give((in column) => properties.AddColumn(new(1), column));
        writer.Add(properties);
        return writer.Publish(
            new()
            {
                DatabaseId = new("11111111-2222-3333-4444-555555555555"),
                Tokens = new(
                    new(["Person", "Größe"]),
                    new(["ONE", "FEW", "MOST"]),
                    new([.. Enumerable.Range(0, KeyCount).Select(k => $"key{k}")])
                ),
                Counts = Counts(relationships),
                NodeIdLimit = Rows,
                RelationshipIdLimit = relationships.Length,
            }
        );
    }

    /// <summary>Everything the sample holds, as text: what any release must read from any version of it.</summary>
    public static string Expected()
    {
        var text = new StringBuilder();
        for (int row = 0; row < Rows; row++)
        {
            text.AppendJoin(',', LabelsOf(row).Select(l => l.Value));
            for (int key = 0; key < KeyCount; key++)
            {
                text.Append(';').Append(Column(key, row));
            }
            text.AppendLine();
        }
        return text.AppendJoin('\n', Relationships()).ToString();
    }

    /// <summary>The same, read from a database.</summary>
    public static string Read(Generation generation)
    {
        var text = new StringBuilder();
        for (int row = 0; row < Rows; row++)
        {
            text.AppendJoin(',', generation.Labels(row).ToArray().Select(l => l.Value));
            for (int key = 0; key < KeyCount; key++)
            {
                text.Append(';').Append(generation.NodeProperty(new(key), row));
            }
            text.AppendLine();
        }
        var records = new List<RelationshipRecord>();
        while (generation.TryReadRelationship(records.Count, out var record))
        {
            records.Add(record);
        }
        return text.AppendJoin('\n', records).ToString();
    }

    private static readonly ColumnModel[] Columns =
    [
        .. Enumerable.Range(0, KeyCount).Select(ColumnOf),
    ];

    private static Value Column(int key, int row) => Columns[key].Values[row];

    private static long Word(int key, int row) =>
        key switch
        {
            6 => 42,
            7 => row / 400 * 1_000_003L,
            8 => 1L << 41 | row * 5L,
            9 => row * 7_919L % 13 * 1_000_000_007,
            10 => unchecked(row * 0x5DEECE66DL * 0x9E3779B97F4A7C1),
            _ => row * 37L % 1_009,
        };

    private static void WriteNodes(GenerationWriter writer)
    {
        using var encoder = new NodeSegmentEncoder();
        encoder.Begin(0, Rows);
        var sets = new LabelId[][] { [], [new(0)], [new(0), new(1)] };
        var setOf = Enumerable.Range(0, Rows).Select(r => LabelsOf(r).Length).ToArray();
        encoder.SetLabels(sets, setOf);
        var live = new ulong[(Rows + 63) / 64];
        live.AsSpan().Fill(ulong.MaxValue);
        live[0] &= ~(1UL << 7);
        encoder.SetLive(live);
        for (int key = 0; key < KeyCount; key++)
        {
            int number = key;
            ColumnOf(key).Give((in column) => encoder.AddColumn(new(number), column));
        }
        writer.Add(encoder);
    }

    private static void WriteAdjacency(GenerationWriter writer, RelationshipRecord[] relationships)
    {
        using var encoder = new AdjacencyEncoder();
        var numbered = relationships.Select((r, id) => (Record: r, Id: (long)id)).ToArray();
        for (int type = 0; type < 3; type++)
        {
            var outgoing = numbered.Where(r => r.Record.Type.Value == type).ToArray();
            var offsets = Offsets(outgoing.Select(r => r.Record.Start.Value));
            long[] ends = [.. outgoing.Select(r => r.Record.End.Value)];
            encoder.EncodeOutgoing(0, new(type), offsets, ends, outgoing[0].Id);
            writer.Add(encoder);
            var incoming = outgoing
                .OrderBy(r => r.Record.End.Value)
                .ThenBy(r => r.Record.Start.Value)
                .ThenBy(r => r.Id)
                .ToArray();
            offsets = Offsets(incoming.Select(r => r.Record.End.Value));
            long[] starts = [.. incoming.Select(r => r.Record.Start.Value)];
            encoder.EncodeIncoming(0, new(type), offsets, starts, [.. incoming.Select(r => r.Id)]);
            writer.Add(encoder);
        }
    }

    private static int[] Offsets(IEnumerable<long> nodes)
    {
        var offsets = new int[Rows + 1];
        foreach (long node in nodes)
        {
            offsets[node + 1]++;
        }
        for (int row = 1; row < offsets.Length; row++)
        {
            offsets[row] += offsets[row - 1];
        }
        return offsets;
    }

    private static Storage.Statistics.GraphCounts Counts(RelationshipRecord[] relationships)
    {
        Dictionary<(int, int), long> ByLabel(Func<RelationshipRecord, NodeId> end) =>
            relationships
                .SelectMany(r => LabelsOf((int)end(r).Value).Select(l => (l.Value, r.Type.Value)))
                .GroupBy(p => p)
                .ToDictionary(g => g.Key, g => (long)g.Count());
        return new()
        {
            Nodes = Rows - 1,
            Relationships = relationships.Length,
            NodesByLabel = Enumerable
                .Range(0, Rows)
                .SelectMany(LabelsOf)
                .GroupBy(l => l.Value)
                .ToDictionary(g => g.Key, g => (long)g.Count()),
            RelationshipsByType = relationships
                .GroupBy(r => r.Type.Value)
                .ToDictionary(g => g.Key, g => (long)g.Count()),
            RelationshipsByStartLabel = ByLabel(r => r.Start),
            RelationshipsByEndLabel = ByLabel(r => r.End),
        };
    }
}
