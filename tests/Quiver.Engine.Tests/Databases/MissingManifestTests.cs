using Quiver.Engine.Backups;
using Quiver.Engine.Tests.Administration;
using Quiver.Model.Status;

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
        client.Database = "system";
        var listed = await client.RunAsync(
            "SHOW DATABASE people YIELD name, requestedStatus, currentStatus, statusMessage"
        );
        var backup = await Assert.ThrowsAsync<CypherException>(() =>
            engine.BackupAsync(
                new BackupRequest(Path: null, Database: null),
                TestContext.Current.CancellationToken
            )
        );

        Assert.StartsWith("TransientError.General.DatabaseUnavailable", read, Ordinal);
        Assert.Contains("MANIFEST is missing", read, Ordinal);
        Assert.Contains("MANIFEST is missing", created, Ordinal);
        string row = Assert.Single(listed);
        Assert.StartsWith("'people', 'online', 'dirty', ", row, Ordinal);
        Assert.Contains("MANIFEST is missing", row, Ordinal);
        // A backup of all databases without this one would pass for one with it.
        Assert.Contains("MANIFEST is missing", backup.Message, Ordinal);
        Assert.Equal(files, Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;
}
