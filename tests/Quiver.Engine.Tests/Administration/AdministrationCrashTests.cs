using Quiver.Model.Status;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Engine.Tests.Administration;

/// <summary>Commands on a simulated disk that stops at every step, as in a power cut.</summary>
public sealed class AdministrationCrashTests
{
    private const string Home = "/disk";

    [Theory]
    [InlineData(new string[0], "CREATE DATABASE one")]
    [InlineData(new[] { "CREATE DATABASE one" }, "DROP DATABASE one")]
    [InlineData(new[] { "CREATE DATABASE one" }, "STOP DATABASE one")]
    [InlineData(new[] { "CREATE DATABASE one", "STOP DATABASE one" }, "START DATABASE one")]
    [InlineData(new[] { "CREATE DATABASE one" }, "ALTER DATABASE one SET ACCESS READ ONLY")]
    [InlineData(new[] { "CREATE DATABASE one" }, "CREATE ALIAS uno FOR DATABASE one")]
    [InlineData(
        new[] { "CREATE DATABASE one", "CREATE ALIAS uno FOR DATABASE one" },
        "DROP DATABASE one CASCADE ALIASES"
    )]
    public async Task A_crash_at_any_step_leaves_the_state_before_or_after_and_both_go_on(
        string[] before,
        string command
    )
    {
        string old = await StateAsync(await DiskAsync(0, before));
        string @new = await StateAsync(await DiskAsync(0, [.. before, command]));
        Assert.NotEqual(old, @new);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool hasFinished = false;
        for (int step = 1; !hasFinished; step++)
        {
            var disk = await DiskAsync(step, before);
            bool acknowledged = await TryRunAsync(disk, command, crashAfter: step);
            hasFinished = !disk.HasCrashed;
            var restarted = disk.Restart(step);
            string state = await StateAsync(restarted);
            Assert.True(
                state == @new || (state == old && !acknowledged),
                $"Step {step}, acknowledged {acknowledged}: {state}"
            );
            seen.Add(state);
            if (state == old)
            {
                Assert.True(await TryRunAsync(restarted, command, crashAfter: null), $"{step}");
                Assert.Equal(@new, await StateAsync(restarted));
            }
        }
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public async Task A_database_made_anew_has_nothing_of_one_whose_drop_was_cut_short()
    {
        string[] before =
        [
            "CREATE DATABASE one",
            "ALTER DATABASE one SET ACCESS READ ONLY",
            "CREATE ALIAS uno FOR DATABASE one",
        ];
        string anew = await StateAsync(await DiskAsync(0, ["CREATE DATABASE one"]));
        int cutShort = 0;
        bool hasFinished = false;
        for (int step = 1; !hasFinished; step++)
        {
            var disk = await DiskAsync(step, before);
            await TryRunAsync(disk, "DROP DATABASE one CASCADE ALIASES", crashAfter: step);
            hasFinished = !disk.HasCrashed;
            var restarted = disk.Restart(step);
            if (await TryRunAsync(restarted, "CREATE DATABASE one", crashAfter: null))
            {
                Assert.Equal(anew, await StateAsync(restarted));
                cutShort += hasFinished ? 0 : 1;
            }
        }
        Assert.True(cutShort > 0);
    }

    [Fact]
    public async Task A_database_that_cannot_be_recorded_is_not_created()
    {
        var disk = await DiskAsync(1, []);
        await using (var engine = Open(disk))
        {
            var client = new SystemClient(engine);
            disk.IsFull = (step, path) =>
                step == SimulatedStep.Write
                && path.StartsWith(Home + "/databases/system/log", StringComparison.Ordinal);
            string error = await client.ErrorAsync("CREATE DATABASE one");
            Assert.StartsWith(
                "DatabaseError.Transaction.TransactionLogError",
                error,
                StringComparison.Ordinal
            );
            Assert.Equal(["neo4j"], engine.Databases.Select(d => d.Name));
            disk.IsFull = null;
            await client.RunAsync("CREATE DATABASE one");
            Assert.Equal(1, client.Summary.Counters.SystemUpdates);
        }
        Assert.Contains(
            "'one', [], 'read-write'",
            await StateAsync(disk),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_database_that_lost_its_manifest_is_not_replaced_by_an_empty_one()
    {
        var disk = await DiskAsync(1, ["CREATE DATABASE one", "CREATE (:N)"]);
        string folder = Home + "/databases/one";
        disk.DeleteFile(folder + "/MANIFEST");
        var before = disk.List(folder + "/log");
        await using (var engine = Open(disk))
        {
            string error = await new SystemClient(engine).ErrorAsync("CREATE DATABASE one");
            Assert.Contains("MANIFEST is missing", error, StringComparison.Ordinal);
            Assert.Equal(Engine.Databases.DatabaseUse.Used, engine.UseOfDatabase("one"));
        }
        Assert.Equal(before, disk.List(folder + "/log"));
        disk.DeleteFile(Home + "/databases/neo4j/MANIFEST");
        await using var next = Open(disk);
        Assert.Throws<Storage.StorageException>(next.CreateDefaultDatabase);
    }

    private static async Task<SimulatedFileSystem> DiskAsync(int seed, string[] commands)
    {
        var disk = new SimulatedFileSystem(seed);
        await using var engine = Open(disk);
        engine.CreateDefaultDatabase();
        foreach (string command in commands)
        {
            await new SystemClient(engine).RunAsync(command);
        }
        return disk;
    }

    private static async Task<bool> TryRunAsync(
        SimulatedFileSystem disk,
        string command,
        int? crashAfter
    )
    {
        var engine = Open(disk);
        try
        {
            var client = new SystemClient(engine);
            disk.CrashAt = crashAfter is { } steps ? disk.Steps + steps : int.MaxValue;
            await client.RunAsync(command);
            return !disk.HasCrashed;
        }
        catch (Exception error) when (error is SimulatedCrashException or CypherException)
        {
            Assert.True(disk.HasCrashed || crashAfter is null, error.Message);
            return false;
        }
        finally
        {
            if (!disk.HasCrashed)
            {
                await engine.DisposeAsync();
            }
        }
    }

    /// <summary>What a server that starts finds: names, states and aliases; each database that is online answers.</summary>
    private static async Task<string> StateAsync(SimulatedFileSystem disk)
    {
        await using var engine = Open(disk);
        Assert.DoesNotContain(disk.List(Home + "/databases"), name => name.StartsWith('.'));
        var client = new SystemClient(engine);
        var rows = await client.RunAsync(
            "SHOW DATABASES YIELD name, aliases, access, requestedStatus, currentStatus"
        );
        foreach (var database in engine.Databases)
        {
            if (
                rows.Any(row =>
                    row.StartsWith($"'{database.Name}'", StringComparison.Ordinal)
                    && row.EndsWith("'online'", StringComparison.Ordinal)
                )
            )
            {
                client.Database = database.Name;
                Assert.Equal(["0"], await client.RunAsync("MATCH (n) RETURN count(n) AS n"));
            }
        }
        return string.Join('\n', rows);
    }

    private static QuiverEngine Open(SimulatedFileSystem disk) =>
        QuiverEngine.Open(new EngineOptions { Home = Home, FileSystem = disk });
}
