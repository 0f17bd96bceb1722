using Quiver.Foundation.IO;
using Quiver.Storage.Information;
using Quiver.Storage.Manifests;
using Quiver.Storage.Tests.Generations;

namespace Quiver.Storage.Tests.Information;

public sealed class DatabaseInfoTests
{
    private static readonly IFileSystem Files = PosixFileSystem.Instance;

    [Fact]
    public void Counts_carry_names_and_parts_add_up_to_the_files()
    {
        using var folder = new TemporaryFolder();
        var model = GraphModel.Random(new(8), [2_000, 300], 5_000);
        var manifest = model.Write(Files, folder.Path);
        var info = DatabaseInfo.Read(Files, folder.Path);
        Assert.Equal(model.Labels.Count, info.Nodes);
        Assert.Equal(5_000, info.Relationships);
        foreach (var (name, count) in info.Labels)
        {
            int label = name[1] - '0';
            Assert.Equal(model.Labels.Values.Count(l => l.Any(x => x.Value == label)), count);
        }
        foreach (var (name, count) in info.RelationshipTypes)
        {
            Assert.Equal(model.Relationships.Count(r => r.Type.Value == name[1] - '0'), count);
        }
        long onDisk = new FileInfo(Path.Join(folder.Path, ManifestFile.Name)).Length;
        Assert.Equal(manifest.Files.Sum(f => f.Length) + onDisk, info.Bytes);
        Assert.Equal(
            model
                .NodeColumns.Where(c => c.Value.Values.Any(v => !v.IsNull))
                .Select(c => c.Key.Key)
                .Distinct()
                .Count(),
            info.Parts.Count(p => p.Kind == PartKind.NodeProperty)
        );
        Assert.DoesNotContain(info.Parts, p => p.Kind is PartKind.Patches or PartKind.Log);
    }
}
