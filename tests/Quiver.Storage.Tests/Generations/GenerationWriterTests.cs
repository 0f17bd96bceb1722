using Quiver.Foundation.IO;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;
using Quiver.Storage.Tests.Segments;

namespace Quiver.Storage.Tests.Generations;

public sealed class GenerationWriterTests
{
    private static readonly IFileSystem Files = PosixFileSystem.Instance;

    [Fact]
    public void A_run_that_is_not_published_leaves_the_old_database_and_nothing_of_its_own()
    {
        using var folder = new TemporaryFolder();
        GraphModel.Random(new(1), [50], 100).Write(Files, folder.Path);
        var before = Content(folder.Path);
        using (var writer = GenerationWriter.Begin(Files, folder.Path))
        {
            using var encoder = new NodeSegmentEncoder();
            encoder.Begin(0, 10);
            writer.Add(encoder);
            Assert.True(Files.DirectoryExists(writer.StagingDirectory));
        }
        Assert.Equal(before, Content(folder.Path));
    }

    [Fact]
    public void Overwriting_replaces_everything_and_keeps_the_history_of_logs()
    {
        using var folder = new TemporaryFolder();
        var first = GraphModel.Random(new(1), [50], 100).Write(Files, folder.Path);
        string log = Path.Join(folder.Path, StoreFolders.Log);
        Files.CreateDirectory(log);
        File.WriteAllText(Path.Join(log, "log-000001"), "old");
        File.WriteAllText(Path.Join(folder.Path, StoreFolders.Store, "left-behind"), "by a crash");
        var second = GraphModel.Random(new(2), [70], 10).Write(Files, folder.Path);
        Assert.Equal([first.LogId], second.PredecessorLogIds);
        Assert.NotEqual(first.LogId, second.LogId);
        Assert.Equal(first.Generation + 1, second.Generation);
        Assert.Equal(
            second.Files.Select(f => f.Name),
            Files.List(Path.Join(folder.Path, StoreFolders.Store))
        );
        Assert.Empty(second.Files.Select(f => f.Name).Intersect(first.Files.Select(f => f.Name)));
        Assert.False(Files.DirectoryExists(log));
        Assert.Empty(Files.List(Path.Join(folder.Path, StoreFolders.Staging)));
    }

    [Fact]
    public void However_often_a_database_is_replaced_its_manifest_lists_so_many_logs_and_no_more()
    {
        using var folder = new TemporaryFolder();
        var model = GraphModel.Random(new(1), [50], 10);
        var first = model.Write(Files, folder.Path);
        Guid[] older = [.. Enumerable.Range(0, 5_000).Select(static _ => Guid.NewGuid())];
        ManifestFile.Write(Files, folder.Path, first with { PredecessorLogIds = older });
        var second = model.Write(Files, folder.Path);
        Assert.Equal(
            [.. older[^(Manifest.MaxPredecessorLogIds - 1)..], first.LogId],
            second.PredecessorLogIds
        );
        var third = model.Write(Files, folder.Path);
        Assert.Equal(
            [.. second.PredecessorLogIds.Skip(1), second.LogId],
            ManifestFile.Read(Files, folder.Path).PredecessorLogIds
        );
        Assert.Equal(Manifest.MaxPredecessorLogIds, third.PredecessorLogIds.Count);
    }

    [Fact]
    public void A_damaged_database_can_be_overwritten()
    {
        using var folder = new TemporaryFolder();
        GraphModel.Random(new(1), [50], 100).Write(Files, folder.Path);
        File.WriteAllText(Path.Join(folder.Path, ManifestFile.Name), "not a manifest");
        var model = GraphModel.Random(new(2), [50], 100);
        Assert.Empty(model.Write(Files, folder.Path).PredecessorLogIds);
        using var generation = Generation.Open(
            Files,
            folder.Path,
            ManifestFile.Read(Files, folder.Path)
        );
        Assert.True(generation.NodeExists(model.Nodes.First()));
    }

    [Fact]
    public void Encoders_on_several_threads_write_one_generation()
    {
        using var folder = new TemporaryFolder();
        const int Segments = 40;
        var models = Enumerable
            .Range(0, Segments)
            .Select(s => ColumnModel.Random(new(s), 5_000))
            .ToArray();
        Manifest manifest;
        using (var writer = GenerationWriter.Begin(Files, folder.Path))
        {
            Parallel.For(
                0,
                Segments,
                new() { MaxDegreeOfParallelism = 4 },
                segment =>
                {
                    using var encoder = new NodeSegmentEncoder();
                    encoder.Begin(segment, 5_000);
                    models[segment].Give((in column) => encoder.AddColumn(new(0), column));
                    writer.Add(encoder);
                }
            );
            manifest = writer.Publish(
                new()
                {
                    DatabaseId = Guid.NewGuid(),
                    Tokens = new(new([]), new([]), new(["key"])),
                    Counts = new() { Nodes = Segments * 5_000 },
                    NodeIdLimit = SegmentLayout.FirstId(Segments),
                    RelationshipIdLimit = 0,
                }
            );
        }
        using var generation = Generation.Open(Files, folder.Path, manifest);
        for (int segment = 0; segment < Segments; segment++)
        {
            for (int row = 0; row < 5_000; row += 7)
            {
                var value = generation.NodeProperty(new(0), SegmentLayout.FirstId(segment) + row);
                Assert.Equal(models[segment].Values[row].ToString(), value.ToString());
            }
        }
    }

    [Fact]
    public void Content_beyond_one_buffer_and_block_boundaries_survives()
    {
        using var folder = new TemporaryFolder();
        var texts = Enumerable
            .Range(0, 65_536)
            .Select(i => Model.Values.Value.String(new string((char)('a' + i % 26), 400) + i));
        var model = new ColumnModel(ColumnType.Text, [.. texts]);
        Manifest manifest;
        using (var writer = GenerationWriter.Begin(Files, folder.Path))
        {
            using var encoder = new NodeSegmentEncoder();
            encoder.Begin(0, 65_536);
            model.Give((in column) => encoder.AddColumn(new(0), column));
            writer.Add(encoder);
            Assert.InRange(writer.BytesWritten, 26_000_000, 28_000_000);
            manifest = writer.Publish(
                new()
                {
                    DatabaseId = Guid.NewGuid(),
                    Tokens = new(new([]), new([]), new(["key"])),
                    Counts = new() { Nodes = 65_536 },
                    NodeIdLimit = 65_536,
                    RelationshipIdLimit = 0,
                }
            );
        }
        using var generation = Generation.Open(Files, folder.Path, manifest);
        for (int row = 0; row < 65_536; row += 13)
        {
            Assert.Equal(model.Values[row].AsUtf8(), generation.NodeProperty(new(0), row).AsUtf8());
        }
        Assert.InRange(manifest.NodePropertyEstimates[0].DistinctCount, 55_000, 65_536);
    }

    private static List<string> Content(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => f + " " + Convert.ToHexString(File.ReadAllBytes(f))),
        ];
}
