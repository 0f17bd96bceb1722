using System.Text;
using Quiver.Import.Increments;
using Quiver.Storage.Information;
using Quiver.Storage.Kept;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Import.Tests.Increments;

/// <summary>A database on a simulated disk, and incremental imports into it, which anything may befall.</summary>
internal static class SimulatedIncrement
{
    public const string Database = "/disk/databases/graph";

    public const string KeptName = "kept";

    public static readonly IncrementOptions Plain = new();

    public static readonly IncrementOptions WithSchema = new()
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

    /// <summary>What the database holds, and the indexes and constraints that somebody can see.</summary>
    public static List<string> Read(SimulatedFileSystem disk, string directory = Database)
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
    public static void CheckKept(SimulatedFileSystem disk, List<string> before)
    {
        foreach (string name in KeptGenerations.Names(disk, Database))
        {
            string folder = KeptGenerations.FolderOf(Database, name);
            GraphContent.Check(disk, folder);
            Assert.Equal(before, Read(disk, folder));
        }
    }

    /// <summary>Runs a stage, or all.</summary>
    public static void Run(
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

    /// <summary>A disk with the database and the files of the increment.</summary>
    public static SimulatedFileSystem NewDisk(int seed)
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
