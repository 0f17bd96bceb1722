using Quiver.Engine.Tests.Administration;

namespace Quiver.Engine.Tests.Databases;

/// <summary>A database whose MANIFEST is gone is not said never to have been.</summary>
public sealed class MissingManifestTests
{
    [Fact]
    public async Task A_database_that_lost_its_manifest_says_so_and_is_not_made_anew()
    {
        await using var home = new EngineHome();
        var first = new SystemClient(home.Engine);
        await first.RunAsync("CREATE DATABASE people");
        first.Database = "people";
        await first.RunAsync("CREATE (:Person)");
        await using var engine = home.Reopen();
        string folder = Path.Combine(home.Path, "databases", "people");
        File.Delete(Path.Combine(folder, "MANIFEST"));
        string[] files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

        var client = new SystemClient(engine);
        string created = await client.ErrorAsync("CREATE DATABASE people");
        client.Database = "people";
        string read = await client.ErrorAsync("MATCH (n) RETURN n");

        Assert.StartsWith("TransientError.General.DatabaseUnavailable", read, Ordinal);
        Assert.Contains("MANIFEST is missing", read, Ordinal);
        Assert.Contains("MANIFEST is missing", created, Ordinal);
        Assert.Equal(files, Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;
}
