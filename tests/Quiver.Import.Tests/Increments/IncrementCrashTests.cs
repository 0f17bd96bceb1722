using System.Text;
using Quiver.Import.Increments;
using Quiver.Storage.Information;
using Quiver.Storage.Kept;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Import.Tests.Increments;

/// <summary>Incremental imports on a simulated disk that stops at every step: the database is what it was or has all, and what was begun is brought to its end, once.</summary>
public sealed class IncrementCrashTests
{
    private const string Database = "/disk/databases/graph";

    // In the fast form each run looks at every so-manieth step, beginning at another one.
    private static readonly int Stride = Nightly.Times(5, 1);

    private const string KeptName = "kept";

    private static readonly IncrementOptions Plain = new();

    private static readonly IncrementOptions WithSchema = new()
    {
        KeepAs = KeptName,
        Schema =
        [
            new SchemaStep { Text = "drop", DroppedIndex = "old" },
            new SchemaStep
            {
                Text = "create",
                Constraint = SchemaCommands.Unique("P", "x").Constraint! with { Name = "unique" },
            },
            new SchemaStep
            {
                Text = "index",
                Index = SchemaCommands.Index("new", EntityKind.Relationship, "R", "w").Index,
            },
        ],
    };

    [Fact]
    public void A_crash_at_any_step_changes_nothing_or_all_and_running_again_ends_it() =>
        CrashAtAllSteps(Plain);

    [Fact]
    public void A_crash_at_any_step_of_a_merge_with_a_schema_and_a_snapshot_changes_nothing_or_all() =>
        CrashAtAllSteps(WithSchema);

    private static void CrashAtAllSteps(IncrementOptions options)
    {
        int seed = Random.Shared.Next();
        var disk = NewDisk(seed);
        var before = Read(disk);
        Run(disk, IncrementStage.All, options);
        var after = Read(disk);
        Assert.NotEqual(before, after);
        int kept = 0;
        int merged = 0;
        for (int step = 1 + (int)((uint)seed % (uint)Stride); ; step += Stride)
        {
            disk = NewDisk(seed);
            disk.CrashAt = disk.Steps + step;
            if (TryRun(disk, options) && !disk.HasCrashed)
            {
                break;
            }
            var restarted = disk.Restart(seed + step);
            string where = $"seed {seed}, step {step}";
            GraphContent.Check(restarted, Database);
            CheckKept(restarted, before);
            bool isOld = Read(restarted).SequenceEqual(before);
            _ = isOld ? kept++ : merged++;
            if (!isOld)
            {
                Assert.Equal(after, Read(restarted));
                Assert.Equal(
                    options.KeepAs.Length > 0,
                    KeptGenerations.Exists(restarted, Database, KeptName)
                );
            }
            if (IncrementFile.TryRead(restarted, Database)?.Increment is not null)
            {
                Run(restarted, IncrementStage.Merge, options);
            }
            else if (isOld)
            {
                Run(restarted, IncrementStage.All, options);
            }
            Assert.True(after.SequenceEqual(Read(restarted)), where);
            CheckKept(restarted, before);
            GraphContent.Check(restarted, Database);
        }
        Assert.True(kept > 0 && merged > 0, $"{kept} {merged}");
    }

    /// <summary>What the database holds, and the indexes and constraints that somebody can see.</summary>
    private static List<string> Read(SimulatedFileSystem disk, string directory = Database)
    {
        using var graph = StoredDatabase.Latest(disk, directory);
        var schema = graph.Schema;
        return
        [
            .. GraphContent.Read(disk, directory),
            .. schema.Constraints.Select(static constraint => $"constraint {constraint.Name}"),
            .. schema
                .Indexes.Where(index =>
                    index.OwningConstraint is not { } owner
                    || schema.Definitions.FindConstraint(owner) is not null
                )
                .Select(static index => $"index {index.Name}"),
        ];
    }

    /// <summary>What is kept is whole, and what was there before.</summary>
    private static void CheckKept(SimulatedFileSystem disk, List<string> before)
    {
        foreach (string name in KeptGenerations.Names(disk, Database))
        {
            string folder = KeptGenerations.FolderOf(Database, name);
            GraphContent.Check(disk, folder);
            Assert.Equal(before, Read(disk, folder));
        }
    }

    private static bool TryRun(SimulatedFileSystem disk, IncrementOptions options)
    {
        try
        {
            Run(disk, IncrementStage.All, options);
            return true;
        }
        catch (Exception error)
            when (disk.HasCrashed
                && error is ImportException or IOException or Model.Status.CypherException
            )
        {
            return false;
        }
    }

    private static void Run(
        SimulatedFileSystem disk,
        IncrementStage stage,
        IncrementOptions options
    ) =>
        new IncrementalImporter(
            Options(disk) with
            {
                Increment = options with { Stage = stage },
                Nodes = stage == IncrementStage.Merge ? [] : [new(["P"], ["/disk/more.csv"])],
                Relationships =
                    stage == IncrementStage.Merge ? [] : [new("R", ["/disk/joins.csv"])],
            },
            new LocalIncrementTarget(disk, Database),
            new RecordedProgress(),
            CancellationToken.None
        ).Run();

    private static SimulatedFileSystem NewDisk(int seed)
    {
        var disk = new SimulatedFileSystem(seed);
        disk.CreateDirectory("/disk/databases");
        Write(disk, "/disk/nodes.csv", "id:ID(P){label:P},x:int\na,1\nb,2\nc,3\n");
        Write(disk, "/disk/relationships.csv", ":START_ID(P),:END_ID(P)\na,b\nb,c\n");
        Write(
            disk,
            "/disk/more.csv",
            "id:ID(P){label:P},x:int,:LABEL,:ACTION\nd,4,New,\na,5,Old,U\nc,,,D\n"
        );
        Write(disk, "/disk/joins.csv", ":START_ID(P),:END_ID(P),w:int\nd,a,1\na,d,2\nb,b,3\n");
        Importer.Run(
            Options(disk) with
            {
                Nodes = [new(["P"], ["/disk/nodes.csv"])],
                Relationships = [new("R", ["/disk/relationships.csv"])],
                Schema =
                [
                    SchemaCommands.Unique("P", "id"),
                    SchemaCommands.Index("old", EntityKind.Node, "P", "x"),
                ],
            },
            new RecordedProgress(),
            CancellationToken.None
        );
        return disk;
    }

    private static void Write(SimulatedFileSystem disk, string path, string text)
    {
        using var handle = disk.CreateNew(path);
        handle.Write(Encoding.UTF8.GetBytes(text), 0);
        handle.SyncData();
        foreach (string folder in (string[])["/disk", "/"])
        {
            disk.SyncDirectory(folder);
        }
    }

    private static ImportOptions Options(SimulatedFileSystem disk) =>
        new()
        {
            DatabaseName = "graph",
            DatabaseDirectory = Database,
            FileSystem = disk,
            Nodes = [],
            Threads = 1,
            ReportFile = "/disk/import.report",
        };
}
