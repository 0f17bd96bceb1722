using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Storage.Checks;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;

namespace Quiver.Storage.Tests.Generations;

public sealed class GenerationDamageTests
{
    private static readonly IFileSystem Files = PosixFileSystem.Instance;

    [Fact]
    public void A_flipped_bit_anywhere_is_found_by_check_and_never_changes_an_answer()
    {
        using var folder = new TemporaryFolder();
        var manifest = GraphModel.Random(new(9), [300, 200], 900).Write(Files, folder.Path);
        string sound = Answers(folder.Path, manifest);
        string path = Path.Join(folder.Path, StoreFolders.Store, manifest.Files[0].Name);
        byte[] bytes = File.ReadAllBytes(path);
        var random = new Random(3);
        int refused = 0;
        for (int round = 0; round < 300; round++)
        {
            int position = round < 100 ? round : random.Next(bytes.Length);
            byte flipped = (byte)(bytes[position] ^ (1 << random.Next(8)));
            Overwrite(path, position, flipped);
            var report = DatabaseCheck.Run(
                Files,
                folder.Path,
                TestContext.Current.CancellationToken
            );
            Assert.False(report.IsSound, $"byte {position}");
            Assert.Contains(report.Findings, f => f.File == path && f.Offset <= position);
            try
            {
                // Bytes between blocks are nobody's: they may change without any answer changing.
                Assert.Equal(sound, Answers(folder.Path, manifest));
            }
            catch (CorruptionException error)
            {
                refused++;
                Assert.Equal(path, error.File);
                Assert.InRange(position - error.Offset, 0, bytes.Length);
            }
            Overwrite(path, position, bytes[position]);
        }
        Assert.True(refused > 150, $"{refused} refused");
        Assert.True(
            DatabaseCheck.Run(Files, folder.Path, TestContext.Current.CancellationToken).IsSound
        );
    }

    [Fact]
    public void A_file_that_is_too_short_or_too_long_is_refused_before_it_is_mapped()
    {
        using var folder = new TemporaryFolder();
        var manifest = GraphModel.Random(new(9), [300], 100).Write(Files, folder.Path);
        string path = Path.Join(folder.Path, StoreFolders.Store, manifest.Files[0].Name);
        foreach (long change in (long[])[-1, 1, -manifest.Files[0].Length])
        {
            using (var stream = File.OpenWrite(path))
            {
                stream.SetLength(manifest.Files[0].Length + change);
            }
            var error = Assert.Throws<CorruptionException>(() =>
                Generation.Open(Files, folder.Path, manifest)
            );
            Assert.Equal(path, error.File);
            Assert.False(
                DatabaseCheck.Run(Files, folder.Path, TestContext.Current.CancellationToken).IsSound
            );
        }
    }

    [Fact]
    public void Blocks_that_no_writer_wrote_are_refused_or_read_within_their_bounds()
    {
        // Checksums are made right again, so that the structural checks are what must hold.
        using var folder = new TemporaryFolder();
        var manifest = GraphModel.Random(new(4), [300, 200], 900).Write(Files, folder.Path);
        string path = Path.Join(folder.Path, StoreFolders.Store, manifest.Files[0].Name);
        byte[] bytes = File.ReadAllBytes(path);
        var random = new Random(11);
        GenerationDirectory list;
        using (var generation = Generation.Open(Files, folder.Path, manifest))
        {
            list = generation.Directory;
        }
        int refused = 0;
        for (int round = 0; round < 600; round++)
        {
            byte[] changed = [.. bytes];
            var resealed = DamagedGeneration.Change(random, changed, manifest, list);
            File.WriteAllBytes(path, changed);
            try
            {
                Answers(folder.Path, resealed);
            }
            catch (CorruptionException)
            {
                refused++;
            }
        }
        Assert.True(refused > 100, $"{refused} refused");
    }

    private static void Overwrite(string path, int position, byte value)
    {
        using var stream = File.OpenWrite(path);
        stream.Position = position;
        stream.WriteByte(value);
    }

    /// <summary>Everything a reader can be asked, as one text.</summary>
    private static string Answers(string folder, Manifest manifest)
    {
        using var generation = Generation.Open(Files, folder, manifest);
        var text = new System.Text.StringBuilder();
        var nodes = new long[1000];
        var relationships = new long[1000];
        var ends = new long[1000];
        for (int segment = 0; segment < generation.NodeSegmentCount; segment++)
        {
            for (int label = -1; label < GraphModel.LabelCount; label++)
            {
                int row = 0;
                int count = generation.ScanNodes(segment, new(label), ref row, nodes);
                text.AppendJoin(',', nodes.Take(count)).AppendLine();
                if (label < 0)
                {
                    AppendNodes(generation, nodes.AsSpan(0, count), text);
                }
            }
        }
        for (int type = 0; type < GraphModel.TypeCount; type++)
        {
            var cursor = default(RelationshipCursor);
            int count = generation.ScanRelationships(
                new(type),
                ref cursor,
                relationships,
                nodes,
                ends
            );
            text.AppendJoin(',', relationships.Zip(nodes, ends).Take(count)).AppendLine();
        }
        for (int id = 0; id < 1000; id++)
        {
            text.Append(generation.TryReadRelationship(id, out var record)).Append(record);
        }
        return text.ToString();
    }

    private static void AppendNodes(
        Generation generation,
        ReadOnlySpan<long> nodes,
        System.Text.StringBuilder text
    )
    {
        for (int key = 0; key < GraphModel.KeyCount; key++)
        {
            var builder = new ColumnBuilder();
            generation.ReadNodeProperty(new(key), nodes, builder);
            generation.ReadRelationshipProperty(new(key), nodes, builder);
            var column = builder.Build();
            for (int i = 0; i < column.Count; i++)
            {
                text.Append(column[i]).Append(';');
            }
        }
        foreach (long node in nodes)
        {
            text.AppendJoin(',', generation.Labels(node).ToArray());
            foreach (var direction in (Direction[])[Direction.Outgoing, Direction.Incoming])
            {
                var types = generation
                    .AdjacencyTypes(SegmentLayout.SegmentOf(node), direction)
                    .ToArray();
                foreach (var type in types)
                {
                    var slice = generation.Adjacency(node, direction, type);
                    var values = new long[slice.Count * 2];
                    slice.ReadNeighbours(0, values.AsSpan(0, slice.Count));
                    slice.ReadRelationships(0, values.AsSpan(slice.Count));
                    text.AppendJoin(',', values).AppendLine();
                }
            }
        }
    }
}
