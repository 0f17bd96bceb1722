using Quiver.Foundation.IO;
using Quiver.Storage.Checks;
using Quiver.Storage.Manifests;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Generations;

public sealed class PublishCrashTests
{
    private const string Folder = "/disk/databases/graph";

    private static readonly GraphModel Old = GraphModel.Random(new(1), [40], 60);
    private static readonly GraphModel New = GraphModel.Random(new(2), [55, 20], 90);

    [Fact]
    public void A_crash_at_any_step_of_a_first_import_leaves_nothing_or_all() =>
        CrashEverywhere(overExisting: false);

    [Fact]
    public void A_crash_at_any_step_of_an_overwrite_leaves_the_old_database_or_the_new() =>
        CrashEverywhere(overExisting: true);

    [Fact]
    public void A_disk_that_fails_leaves_the_old_database_or_the_new_and_says_so()
    {
        for (int failing = 1; failing < 60; failing++)
        {
            var disk = Disk(failing, overExisting: true);
            int calls = 0;
            disk.Fails = (_, _) => ++calls == failing;
            bool succeeded = TryWrite(disk);
            disk.Fails = null;
            string state = State(disk);
            Assert.True(
                state == "new" || (!succeeded && state == "old"),
                $"call {failing}: {state}"
            );
        }
    }

    private static void CrashEverywhere(bool overExisting)
    {
        var seen = new HashSet<string>();
        bool finished = false;
        for (int step = 1; !finished; step++)
        {
            for (int seed = 0; seed < 3; seed++)
            {
                var disk = Disk(seed, overExisting);
                disk.CrashAt = disk.Steps + step;
                bool published = TryWrite(disk);
                finished = published && !disk.HasCrashed;
                string state = State(disk.Restart(seed * 1000 + step));
                seen.Add(state);
                string place = $"step {step}, seed {seed}: {state}";
                Assert.True(!published || state == "new", place);
                Assert.True(state == "new" || state == (overExisting ? "old" : "none"), place);
            }
        }
        Assert.Equal(2, seen.Count);
    }

    private static SimulatedFileSystem Disk(int seed, bool overExisting)
    {
        var disk = new SimulatedFileSystem(seed);
        disk.CreateDirectory("/disk");
        disk.SyncDirectory("/");
        if (overExisting)
        {
            Old.Write(disk, Folder);
        }
        return disk;
    }

    private static bool TryWrite(IFileSystem disk)
    {
        try
        {
            New.Write(disk, Folder);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Which database is there, whole: "old", "new" or "none"; anything else is what is wrong with it.</summary>
    private static string State(IFileSystem disk)
    {
        if (!ManifestFile.Exists(disk, Folder))
        {
            return "none";
        }
        var report = DatabaseCheck.Run(disk, Folder, TestContext.Current.CancellationToken);
        if (!report.IsSound)
        {
            return string.Join("; ", report.Findings);
        }
        return report.Relationships == New.Relationships.Count && report.Nodes == New.Labels.Count
                ? "new"
            : report.Relationships == Old.Relationships.Count && report.Nodes == Old.Labels.Count
                ? "old"
            : "another";
    }
}
