using Quiver.Foundation.IO;
using Quiver.Storage.Checks;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Storage.Tests.Generations;

/// <summary>
/// Holds the format still. To add the sample of a new version, run the tests with QUIVER_WRITE_SAMPLE set to its folder's name.
/// </summary>
public sealed class FormatSampleTests
{
    private static readonly IFileSystem Files = PosixFileSystem.Instance;

    public static TheoryData<string> Versions => ["v1", "v2", "v3", "v4"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_version_ever_written_is_read_and_sound(string version)
    {
        string folder = SampleFolder(version);
        var report = DatabaseCheck.Run(Files, folder, TestContext.Current.CancellationToken);
        Assert.Equal([], report.Findings);
        using var generation = Generation.Open(Files, folder, ManifestFile.Read(Files, folder));
        Assert.Equal(FormatSample.Expected(), FormatSample.Read(generation));
    }

    [Fact]
    public void Today_the_sample_is_written_as_the_newest_version_has_it()
    {
        using var folder = new TemporaryFolder();
        var manifest = FormatSample.Write(Files, folder.Path);
        string name = Path.Join(StoreFolders.Store, manifest.Files.Single().Name);
        if (Environment.GetEnvironmentVariable("QUIVER_WRITE_SAMPLE") is { Length: > 0 } version)
        {
            string target = SampleFolder(version);
            Files.CreateDirectory(Path.Join(target, StoreFolders.Store));
            File.Copy(Path.Join(folder.Path, name), Path.Join(target, name), overwrite: true);
            File.Copy(
                Path.Join(folder.Path, ManifestFile.Name),
                Path.Join(target, ManifestFile.Name),
                overwrite: true
            );
        }
        Assert.Equal(
            File.ReadAllBytes(Path.Join(SampleFolder("v2"), name)),
            File.ReadAllBytes(Path.Join(folder.Path, name))
        );
    }

    internal static string SampleFolder(string version)
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Join(root, "Quiver.slnx")))
        {
            root = Path.GetDirectoryName(root);
        }
        return Path.Join(root, "tests", "Quiver.Storage.Tests", "Samples", version);
    }
}
