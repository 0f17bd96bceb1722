using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Checks;
using Quiver.Storage.Delta;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;
using Quiver.Storage.Segments;
using Quiver.Storage.Tests.Generations;
using Quiver.Storage.Tokens;

namespace Quiver.Storage.Tests.Checks;

public sealed class DatabaseCheckTests
{
    private static readonly IFileSystem Files = PosixFileSystem.Instance;

    [Fact]
    public void A_sound_database_gives_totals_and_no_findings()
    {
        using var folder = new TemporaryFolder();
        var model = GraphModel.Random(new(5), [3_000, 100], 8_000);
        var manifest = model.Write(Files, folder.Path);
        var report = Run(folder);
        Assert.Equal([], report.Findings);
        Assert.Equal(model.Labels.Count, report.Nodes);
        Assert.Equal(8_000, report.Relationships);
        Assert.Equal(manifest.Files.Sum(f => f.Length), report.Bytes);
        long values = model
            .NodeColumns.Values.Concat(model.RelationshipColumns.Values)
            .Sum(c => c.Values.Count(v => !v.IsNull));
        Assert.Equal(values, report.PropertyValues);
    }

    [Fact]
    public void Wrong_counts_are_named()
    {
        using var folder = new TemporaryFolder();
        var manifest = GraphModel.Random(new(5), [300], 800).Write(Files, folder.Path);
        var counts = manifest.Counts;
        var wrong = new Storage.Statistics.GraphCounts
        {
            Nodes = counts.Nodes + 1,
            Relationships = counts.Relationships,
            NodesByLabel = counts.NodesByLabel,
            RelationshipsByType = counts.RelationshipsByType,
            RelationshipsByStartLabel = counts.RelationshipsByStartLabel,
            RelationshipsByEndLabel = new Dictionary<(int, int), long>(),
        };
        ManifestFile.Write(Files, folder.Path, manifest with { Counts = wrong });
        var problems = DatabaseCheck
            .Run(Files, folder.Path, TestContext.Current.CancellationToken)
            .Findings.Select(f => f.Problem)
            .ToList();
        Assert.Contains(
            $"the count of nodes is {counts.Nodes + 1}, but there are {counts.Nodes}",
            problems
        );
        Assert.Equal(1 + counts.RelationshipsByEndLabel.Count, problems.Count);
    }

    [Fact]
    public void Patches_are_checked_and_count()
    {
        using var folder = new TemporaryFolder();
        var manifest = GraphModel.Random(new(5), [300], 800).Write(Files, folder.Path);
        var writer = new ChangeRunWriter();
        writer.AddNode(300, EntityFlags.Created);
        byte[] patch = writer.Finish(TokenTable.Empty, [new(CountKind.Nodes, -1, -1, 1)], 301, 800);
        string path = Path.Join(folder.Path, StoreFolders.Store, "patch-000001.qpt");
        File.WriteAllBytes(path, patch);
        var patched = manifest with
        {
            Patches = [new(Path.GetFileName(path), patch.Length, Crc32C.Compute(patch))],
            NodeIdLimit = 301,
        };
        ManifestFile.Write(Files, folder.Path, patched);
        var finding = Assert.Single(Run(folder).Findings);
        Assert.StartsWith("the count of nodes is", finding.Problem, StringComparison.Ordinal);

        var counts = new CountDifferences();
        counts.Add(CountKind.Nodes, -1, -1, 1);
        patched = patched with { Counts = counts.AppliedTo(manifest.Counts) };
        ManifestFile.Write(Files, folder.Path, patched);
        Assert.Equal([], Run(folder).Findings);

        patch[20] ^= 1;
        File.WriteAllBytes(path, patch);
        Assert.Equal(path, Assert.Single(Run(folder).Findings).File);
    }

    [Fact]
    public void A_damaged_manifest_is_a_finding()
    {
        using var folder = new TemporaryFolder();
        GraphModel.Random(new(5), [30], 80).Write(Files, folder.Path);
        string path = Path.Join(folder.Path, ManifestFile.Name);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[40] ^= 1;
        File.WriteAllBytes(path, bytes);
        var finding = Assert.Single(Run(folder).Findings);
        Assert.Equal(path, finding.File);
    }

    [Fact]
    public void A_relationship_without_its_twin_is_named()
    {
        foreach (bool dropOutgoing in (bool[])[true, false])
        {
            using var folder = new TemporaryFolder();
            WriteTwoNodes(folder.Path, dropOutgoing);
            var report = DatabaseCheck.Run(
                Files,
                folder.Path,
                TestContext.Current.CancellationToken
            );
            string side = dropOutgoing ? "outgoing" : "incoming";
            Assert.Contains(
                report.Findings,
                f => f.Problem.EndsWith($"has no {side} twin", StringComparison.Ordinal)
            );
        }
    }

    private static CheckReport Run(TemporaryFolder folder) =>
        DatabaseCheck.Run(Files, folder.Path, TestContext.Current.CancellationToken);

    /// <summary>Node 0 and relationships to 1 and 2; one side lacks the second, the other has both.</summary>
    private static void WriteTwoNodes(string folder, bool dropOutgoing)
    {
        using var writer = GenerationWriter.Begin(Files, folder);
        using var nodes = new NodeSegmentEncoder();
        using var adjacency = new AdjacencyEncoder();
        nodes.Begin(0, 3);
        writer.Add(nodes);
        if (dropOutgoing)
        {
            adjacency.EncodeOutgoing(0, new(0), [0, 1, 1, 1], [1], 0);
            writer.Add(adjacency);
            adjacency.EncodeIncoming(0, new(0), [0, 0, 1, 2], [0, 0], [0, 1]);
        }
        else
        {
            adjacency.EncodeOutgoing(0, new(0), [0, 2, 2, 2], [1, 2], 0);
            writer.Add(adjacency);
            adjacency.EncodeIncoming(0, new(0), [0, 0, 1, 1], [0], [0]);
        }
        writer.Add(adjacency);
        writer.Publish(
            new()
            {
                DatabaseId = Guid.NewGuid(),
                Tokens = new(new([]), new(["T"]), new([])),
                Counts = new() { Nodes = 3 },
                NodeIdLimit = 3,
                RelationshipIdLimit = 2,
            }
        );
    }
}
