using Quiver.Import.Increments;
using Quiver.Model.Status;
using Quiver.Storage.Kept;
using Quiver.Storage.Tests.Simulation;
using static Quiver.Import.Tests.Increments.SimulatedIncrement;

namespace Quiver.Import.Tests.Increments;

/// <summary>
/// Incremental imports on a simulated disk that stops at every step, or is full from there on, in one command and in three: the database is what it was or has all, and
/// what was begun is brought to its end, once.
/// </summary>
public sealed class IncrementCrashTests
{
    private static readonly IncrementStage[] Together = [IncrementStage.All];

    private static readonly IncrementStage[] Apart =
    [
        IncrementStage.Prepare,
        IncrementStage.Build,
        IncrementStage.Merge,
    ];

    // In the fast form each run looks at every so-manieth step, beginning at another one.
    private static readonly int Stride = Nightly.Times(5, 1);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_crash_at_any_step_changes_nothing_or_all_and_running_again_ends_it(
        bool hasSchema,
        bool isInStages
    )
    {
        var options = hasSchema ? WithSchema : Plain;
        int seed = Random.Shared.Next();
        var (before, after) = BeforeAndAfter(seed, options);
        var kept = new Dictionary<IncrementStage, int>();
        int merged = 0;
        for (int step = FirstStep(seed); ; step += Stride)
        {
            var disk = NewDisk(seed);
            disk.CrashAt = disk.Steps + step;
            var (stage, _) = RunUntilFailure(disk, options, isInStages ? Apart : Together);
            if (stage is null && !disk.HasCrashed)
            {
                break;
            }
            var restarted = disk.Restart(seed + step);
            string where = $"seed {seed}, step {step}";
            GraphContent.Check(restarted, Database);
            CheckKept(restarted, before);
            bool isOld = Read(restarted).SequenceEqual(before);
            if (isOld)
            {
                var reached = stage ?? IncrementStage.Merge;
                kept[reached] = kept.GetValueOrDefault(reached) + 1;
            }
            else
            {
                merged++;
                Assert.Equal(after, Read(restarted));
                Assert.Equal(
                    options.KeepAs.Length > 0,
                    KeptGenerations.Exists(restarted, Database, KeptName)
                );
            }
            bool isBuilt = IncrementFile.TryRead(restarted, Database)?.Increment is not null;
            bool isEnded = false;
            if (isBuilt && (isInStages || (seed + step) % 2 == 0))
            {
                isEnded = TryMerge(restarted, options, out string problem);
                Assert.True(isEnded || (isOld && !isInStages), $"{where}: {problem}");
                Assert.True(isEnded || before.SequenceEqual(Read(restarted)), where);
            }
            if (!isEnded && (isOld || isBuilt))
            {
                // What is merged and not ended is ended, not done again.
                Run(restarted, IncrementStage.All, options);
            }
            Assert.True(after.SequenceEqual(Read(restarted)), where);
            CheckKept(restarted, before);
            GraphContent.Check(restarted, Database);
        }
        Assert.True(merged > 0);
        Assert.Equal(isInStages ? Apart : Together, kept.Keys.Order());
    }

    /// <summary>Merges what is built; false where a command for all stages had not brought it to the disk.</summary>
    private static bool TryMerge(
        SimulatedFileSystem disk,
        IncrementOptions options,
        out string problem
    )
    {
        problem = "";
        try
        {
            Run(disk, IncrementStage.Merge, options);
            return true;
        }
        catch (ImportException error)
            when (error.Message.Contains("Build it again", StringComparison.Ordinal))
        {
            problem = error.Message;
            return false;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_disk_that_is_full_from_any_step_on_changes_nothing_or_all_and_the_stage_is_run_again(
        bool hasSchema
    )
    {
        var options = hasSchema ? WithSchema : Plain;
        int seed = Random.Shared.Next();
        var (before, after) = BeforeAndAfter(seed, options);
        var failed = new SortedSet<IncrementStage>();
        for (int step = FirstStep(seed); ; step += Stride)
        {
            var disk = NewDisk(seed);
            int writes = 0;
            disk.IsFull = (kind, _) =>
                kind is SimulatedStep.Write or SimulatedStep.Create or SimulatedStep.CreateDirectory
                && ++writes >= step;
            var (stage, error) = RunUntilFailure(disk, options, Apart);
            disk.IsFull = null;
            string where = $"seed {seed}, step {step}: {error}";
            if (stage is not { } broken)
            {
                // What only tidies up may do without.
                Assert.True(after.SequenceEqual(Read(disk)), where);
                GraphContent.Check(disk, Database);
                if (writes < step)
                {
                    break;
                }
                continue;
            }
            failed.Add(broken);
            GraphContent.Check(disk, Database);
            Assert.True(before.SequenceEqual(Read(disk)) || after.SequenceEqual(Read(disk)), where);
            foreach (var next in Apart.SkipWhile(s => s != broken))
            {
                Run(disk, next, options);
            }
            Assert.True(after.SequenceEqual(Read(disk)), where);
            CheckKept(disk, before);
            GraphContent.Check(disk, Database);
        }
        Assert.Equal(Apart, failed);
    }

    [Fact]
    public void The_snapshot_of_a_merge_that_fails_at_its_commit_goes_when_another_increment_is_prepared()
    {
        var disk = NewDisk(1);
        var before = Read(disk);
        Run(disk, IncrementStage.Prepare, WithSchema);
        Run(disk, IncrementStage.Build, WithSchema);
        disk.Fails = (step, path) =>
            step == SimulatedStep.Write
            && path.StartsWith(Database + "/log/", StringComparison.Ordinal)
            && KeptGenerations.Exists(disk, Database, KeptName);
        var (stage, _) = RunUntilFailure(disk, WithSchema, [IncrementStage.Merge]);
        disk.Fails = null;
        Assert.Equal(IncrementStage.Merge, stage);
        // Whether it was committed is not known to those who kept the state: it is whole, and changes nothing.
        Assert.Equal([KeptName], KeptGenerations.Names(disk, Database));
        CheckKept(disk, before);
        Assert.Equal(before, Read(disk));

        var other = Plain with { KeepAs = KeptName };
        Run(disk, IncrementStage.Prepare, other);
        Assert.Empty(KeptGenerations.Names(disk, Database));
        Run(disk, IncrementStage.Build, other);
        Run(disk, IncrementStage.Merge, other);
        CheckKept(disk, before);
        Assert.Equal([KeptName], KeptGenerations.Names(disk, Database));
        // That of one that was committed stays.
        Assert.Throws<ImportException>(() => Run(disk, IncrementStage.Prepare, other));
        CheckKept(disk, before);
        GraphContent.Check(disk, Database);
    }

    private static int FirstStep(int seed) => 1 + (int)((uint)seed % (uint)Stride);

    private static (List<string> Before, List<string> After) BeforeAndAfter(
        int seed,
        IncrementOptions options
    )
    {
        var disk = NewDisk(seed);
        var before = Read(disk);
        Run(disk, IncrementStage.All, options);
        var after = Read(disk);
        Assert.NotEqual(before, after);
        return (before, after);
    }

    /// <summary>Runs stages, and gives the one that failed; null where none did.</summary>
    private static (IncrementStage? Stage, Exception? Error) RunUntilFailure(
        SimulatedFileSystem disk,
        IncrementOptions options,
        IEnumerable<IncrementStage> stages
    )
    {
        foreach (var stage in stages)
        {
            try
            {
                Run(disk, stage, options);
            }
            catch (Exception error)
                when (error is ImportException or IOException or CypherException)
            {
                return (stage, error);
            }
        }
        return (null, null);
    }
}
