using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using Quiver.Storage.Checks;
using Quiver.Storage.Generations;
using Quiver.Storage.Information;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Tests.Generations;

/// <summary>Columns that share a block are read as those that have one of their own.</summary>
public sealed class SharedColumnsTests
{
    private const int Rows = 600;
    private const string Sample = "v4-shared";

    private static readonly IFileSystem Files = PosixFileSystem.Instance;

    private static readonly ColumnType[] Types =
    [
        ColumnType.Integer,
        ColumnType.Float,
        ColumnType.Boolean,
        ColumnType.Date,
    ];

    [Fact]
    public void Every_read_finds_in_shared_blocks_what_was_put_there()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            var groups = Draw(new(seed));
            using var folder = new TemporaryFolder();
            var manifest = Write(folder.Path, groups);
            using var generation = Generation.Open(Files, folder.Path, manifest);
            Compare(groups, generation);
            int blocks = generation.Directory.Columns.Length;
            Assert.Equal(groups.Length, blocks);
            var report = DatabaseCheck.Run(
                Files,
                folder.Path,
                TestContext.Current.CancellationToken
            );
            Assert.Equal([], report.Findings);
            Assert.Equal(groups.Sum(group => group.Words.Length), report.PropertyValues);
            Assert.Equal(
                generation.Directory.Columns.Sum(entry => (long)entry.Block.Length),
                DatabaseInfo
                    .Read(Files, folder.Path)
                    .Parts.Where(part => part.Kind == PartKind.NodeProperty)
                    .Sum(part => part.Bytes)
            );
        }
    }

    [Fact]
    public void Estimates_count_the_different_values_of_each_column()
    {
        long[] words =
        [
            .. Enumerable.Range(0, 20),
            .. new long[20],
            .. Enumerable.Range(0, 20).Select(i => i / 2L),
        ];
        using var folder = new TemporaryFolder();
        var manifest = Write(folder.Path, [new(0, 3, 5, 20, ColumnType.Integer, words)]);
        Assert.All(manifest.NodePropertyEstimates, pair => Assert.Equal(20, pair.Value.ValueCount));
        Assert.InRange(manifest.NodePropertyEstimates[0].DistinctCount, 17, 20);
        Assert.Equal(1, manifest.NodePropertyEstimates[1].DistinctCount);
        Assert.InRange(manifest.NodePropertyEstimates[2].DistinctCount, 8, 11);
    }

    [Fact]
    public void A_directory_that_names_more_columns_than_a_block_has_is_damaged()
    {
        using var folder = new TemporaryFolder();
        var manifest = Write(folder.Path, [new(0, 2, 0, 4, ColumnType.Integer, new long[8])]);
        using var generation = Generation.Open(Files, folder.Path, manifest);
        var block = generation.Columns(0);
        Assert.Equal(4, block.At(1).Count);
        Assert.Throws<CorruptionException>(() => block.At(2));
    }

    [Fact]
    public void The_sample_of_version_4_is_read_and_written_again_byte_by_byte()
    {
        var groups = Draw(new(4));
        string folder = FormatSampleTests.SampleFolder(Sample);
        using var written = new TemporaryFolder();
        var manifest = Write(written.Path, groups);
        string name = Path.Join(StoreFolders.Store, manifest.Files.Single().Name);
        if (Environment.GetEnvironmentVariable("QUIVER_WRITE_SAMPLE") == Sample)
        {
            Files.CreateDirectory(Path.Join(folder, StoreFolders.Store));
            foreach (string file in (string[])[name, ManifestFile.Name])
            {
                File.Copy(Path.Join(written.Path, file), Path.Join(folder, file), overwrite: true);
            }
        }
        using var generation = Generation.Open(Files, folder, ManifestFile.Read(Files, folder));
        Compare(groups, generation);
        Assert.Equal(
            File.ReadAllBytes(Path.Join(folder, name)),
            File.ReadAllBytes(Path.Join(written.Path, name))
        );
    }

    private static Group[] Draw(Random random)
    {
        var groups = new List<Group>();
        int key = 0;
        while (groups.Count < 12)
        {
            int columns = random.Next(2, 40);
            int rows = random.Next(1, 33);
            var type = Types[random.Next(Types.Length)];
            int bits = random.Next(1, 65);
            long[] words =
            [
                .. Enumerable
                    .Range(0, columns * rows)
                    .Select(_ => random.NextInt64() >> (64 - bits)),
            ];
            words = type switch
            {
                ColumnType.Boolean => [.. words.Select(word => word & 1)],
                ColumnType.Float => [.. words.Select(word => BitConverter.DoubleToInt64Bits(word))],
                ColumnType.Date => [.. words.Select(word => word % 100_000)],
                _ => words,
            };
            groups.Add(new(key, columns, random.Next(Rows - rows), rows, type, words));
            // Some keys between two groups have no column.
            key += columns + random.Next(3);
        }
        return [.. groups];
    }

    private static Manifest Write(string folder, Group[] groups)
    {
        using var writer = GenerationWriter.Begin(Files, folder);
        using var encoder = new NodeSegmentEncoder();
        encoder.Begin(0, Rows);
        foreach (var group in groups)
        {
            encoder.AddSharedColumns(
                new(group.Key),
                group.Columns,
                new()
                {
                    Type = group.Type,
                    RowCount = group.Rows,
                    FirstRow = group.FirstRow,
                    SegmentRowCount = Rows,
                    Words = group.Words,
                }
            );
        }
        writer.Add(encoder);
        return writer.Publish(
            new()
            {
                DatabaseId = new("11111111-2222-3333-4444-555555555555"),
                Tokens = new(
                    new([]),
                    new([]),
                    new([.. Enumerable.Range(0, KeyLimit(groups)).Select(key => $"key{key}")])
                ),
                Counts = new() { Nodes = Rows },
                NodeIdLimit = Rows,
                RelationshipIdLimit = 0,
            }
        );
    }

    private static int KeyLimit(Group[] groups) => groups.Max(group => group.Key + group.Columns);

    private static void Compare(Group[] groups, Generation generation)
    {
        long[] all = [.. Enumerable.Range(0, Rows).Select(row => (long)row)];
        for (int key = 0; key < KeyLimit(groups); key++)
        {
            var builder = new ColumnBuilder();
            generation.ReadNodeProperty(new(key), all, builder);
            var column = builder.Build();
            for (int row = 0; row < Rows; row++)
            {
                var expected = ValueOf(groups, key, row);
                Assert.Equal(expected, generation.NodeProperty(new(key), row));
                Assert.Equal(expected, column[row]);
            }
        }
        for (int row = 0; row < Rows; row++)
        {
            var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
            generation.ReadNodeProperties(row, properties);
            var expected = Enumerable
                .Range(0, KeyLimit(groups))
                .Select(key =>
                    KeyValuePair.Create(new PropertyKeyId(key), ValueOf(groups, key, row))
                )
                .Where(pair => !pair.Value.IsNull);
            Assert.Equal(expected, properties);
        }
        var keys = new SortedSet<int>();
        generation.AddNodeKeys([0], keys);
        Assert.Equal(groups.SelectMany(group => Enumerable.Range(group.Key, group.Columns)), keys);
    }

    private static Value ValueOf(Group[] groups, int key, int row)
    {
        foreach (var group in groups)
        {
            int place = key - group.Key;
            int index = row - group.FirstRow;
            if (place >= 0 && place < group.Columns && index >= 0 && index < group.Rows)
            {
                long word = group.Words[(place * group.Rows) + index];
                return group.Type switch
                {
                    ColumnType.Boolean => Value.Boolean(word != 0),
                    ColumnType.Float => Value.FromBits(ValueKind.Float, word),
                    ColumnType.Date => Value.FromBits(ValueKind.Date, word),
                    _ => Value.Integer(word),
                };
            }
        }
        return Value.Null;
    }

    private sealed record Group(
        int Key,
        int Columns,
        int FirstRow,
        int Rows,
        ColumnType Type,
        long[] Words
    );
}
