using Quiver.Foundation.IO;
using Quiver.Import.Increments;
using Quiver.Storage.Catalog;
using Quiver.Storage.Generations;
using Quiver.Storage.Information;
using Quiver.Storage.Kept;
using Quiver.Storage.Schema;

namespace Quiver.Import.Tests.Increments;

/// <summary>Changes of indexes and constraints that come with an increment, and the state before it that is kept.</summary>
public sealed class IncrementSchemaTests
{
    private static readonly PosixFileSystem Files = PosixFileSystem.Instance;

    [Fact]
    public void Indexes_and_constraints_are_created_and_dropped_with_the_merge()
    {
        using var folder = Base();
        SchemaStep[] steps =
        [
            Drop("code"),
            Create("name", ConstraintKind.Existence, "name"),
            Create("unique", ConstraintKind.Uniqueness, "name"),
            new()
            {
                Text = "index",
                Index = SchemaCommands.Index("byCode", EntityKind.Node, "P", "code").Index,
            },
        ];
        // Of the rows one violates only what is dropped, two what is created.
        string more = folder.Write("more.csv", "id:ID,code:int,name", "c,1,Cy", "d,4,", "e,5,Ann");
        var options = Options(folder, more, steps) with { SkipDuplicateNodes = true };
        Run(folder, options, IncrementStage.Prepare);
        Run(folder, options, IncrementStage.Build);
        File.Delete(more);
        Assert.Equal("code, rule", Constraints(folder));
        var result = Run(folder, options with { Nodes = [] }, IncrementStage.Merge);
        Assert.Equal(2, result.Skipped.ConstraintViolations);
        Assert.Equal("name, rule, unique", Constraints(folder));
        Assert.Contains("(P code: 1, id: 'c', name: 'Cy')", Read(folder));
        Assert.Equal(3, Read(folder).Count);
        using var graph = StoredDatabase.Latest(Files, folder.Options.DatabaseDirectory);
        Assert.Contains(graph.Schema.Indexes, index => index.Name == "byCode");
        GraphContent.Check(Files, folder.Options.DatabaseDirectory);
    }

    [Fact]
    public void A_constraint_that_the_database_does_not_keep_stops_everything()
    {
        using var folder = Base();
        var before = Read(folder);
        var error = Assert.Throws<ImportException>(() =>
            Run(
                folder,
                Options(
                    folder,
                    folder.Write("more.csv", "id:ID,name", "c,Cy"),
                    [Drop("code"), Create("age", ConstraintKind.Existence, "age")]
                ),
                IncrementStage.All
            )
        );
        Assert.Contains("Unable to create Constraint", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was merged", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Read(folder));
        Assert.Equal("code, rule", Constraints(folder));
    }

    [Fact]
    public void What_exists_or_does_not_is_told_before_anything_is_read()
    {
        using var folder = Base();
        string more = folder.Write("more.csv", "id:ID,name", "c,Cy");
        SchemaStep[] steps = [Create("other", ConstraintKind.Uniqueness, "code"), Drop("nothing")];
        var error = Assert.Throws<ImportException>(() =>
            Run(folder, Options(folder, more, steps), IncrementStage.Prepare)
        );
        Assert.Contains("write IF NOT EXISTS", error.Message, StringComparison.Ordinal);
        Assert.Contains("write IF EXISTS", error.Message, StringComparison.Ordinal);
        SchemaStep[] lenient = [.. steps.Select(step => step with { IsLenient = true })];
        Run(folder, Options(folder, more, lenient), IncrementStage.All);
        Assert.Equal("code, rule", Constraints(folder));
    }

    [Fact]
    public void The_constraint_by_which_nodes_are_found_may_be_dropped_and_a_schema_needs_no_rows()
    {
        using var folder = Base();
        string more = folder.Write("more.csv", "id:ID,name", "c,Cy");
        Run(folder, Options(folder, more, [Drop("rule")]), IncrementStage.All);
        Assert.Equal("code", Constraints(folder));
        File.WriteAllText(more, "code:ID{label:P}\n");
        Run(folder, Options(folder, more, [Drop("code")]), IncrementStage.All);
        Assert.Equal("", Constraints(folder));
        Assert.Equal(3, Read(folder).Count);
    }

    [Fact]
    public void A_merge_with_another_schema_than_the_build_is_refused()
    {
        using var folder = Base();
        string more = folder.Write("more.csv", "id:ID,name", "c,Cy");
        var options = Options(folder, more, [Drop("code")]);
        Run(folder, options, IncrementStage.Prepare);
        Run(folder, options, IncrementStage.Build);
        var error = Assert.Throws<ImportException>(() =>
            Run(folder, Options(folder, more, [Drop("rule")]), IncrementStage.Merge)
        );
        Assert.Contains("with another --schema", error.Message, StringComparison.Ordinal);
        Run(folder, options with { Increment = new() }, IncrementStage.Merge);
        Assert.Equal("rule", Constraints(folder));
    }

    [Fact]
    public void The_state_before_is_kept_listed_returned_to_and_deleted()
    {
        using var folder = Base();
        string directory = folder.Options.DatabaseDirectory;
        var before = Read(folder);
        string more = folder.Write("more.csv", "id:ID,name,:ACTION", "c,Cy,", "a,,D");
        var options = Options(folder, more, [Drop("code")]);
        Run(
            folder,
            options with
            {
                Increment = options.Increment! with { KeepAs = "first" },
            },
            IncrementStage.All
        );
        Assert.NotEqual(before, Read(folder));
        var kept = KeptGenerations.Read(Files, directory, "first");
        Assert.Equal((2, 0), (kept.Nodes, kept.Relationships));
        Assert.True(kept.OwnBytes < kept.Bytes);
        string path = KeptGenerations.FolderOf(directory, "first");
        Assert.Equal(before, GraphContent.Read(Files, path));
        GraphContent.Check(Files, path);

        var same = Options(folder, folder.Write("d.csv", "id:ID", "d"), []) with
        {
            Increment = new() { KeepAs = "first" },
        };
        ExpectTaken(IncrementStage.All);
        ExpectTaken(IncrementStage.Prepare);
        Assert.Null(IncrementFile.TryRead(Files, directory));
        Run(folder, same with { Increment = new() }, IncrementStage.Prepare);
        ExpectTaken(IncrementStage.Build);
        Run(folder, same with { Increment = new() }, IncrementStage.Build);
        ExpectTaken(IncrementStage.Merge);
        Assert.Equal("", IncrementFile.TryRead(Files, directory)!.KeepAs);
        Assert.Equal(before, GraphContent.Read(Files, path));
        Assert.DoesNotContain(Read(folder), line => line.Contains("'d'", StringComparison.Ordinal));

        for (int times = 0; times < 2; times++)
        {
            using (ImportLock.TryTake(Files, directory))
            {
                var restore = new KeptRestore(Files, directory);
                var generation = restore.Stage("first", CancellationToken.None);
                using (DatabaseLock.Take(Files, directory))
                {
                    GenerationPublisher.Publish(Files, directory, generation);
                }
                restore.Clean(generation, isPublished: true);
            }
            Assert.Equal(before, Read(folder));
            Assert.Equal("code, rule", Constraints(folder));
            GraphContent.Check(Files, directory);
        }
        GraphContent.Check(Files, path);
        KeptGenerations.Delete(Files, directory, "first");
        Assert.Empty(KeptGenerations.Names(Files, directory));
        Assert.Equal(before, Read(folder));
        GraphContent.Check(Files, directory);
        Assert.Throws<Storage.StorageException>(() =>
            KeptGenerations.Delete(Files, directory, "first")
        );

        void ExpectTaken(IncrementStage stage)
        {
            var taken = Assert.Throws<ImportException>(() => Run(folder, same, stage));
            Assert.Equal(ImportErrorKind.Usage, taken.Kind);
            Assert.Contains(
                "has a snapshot 'first' already",
                taken.Message,
                StringComparison.Ordinal
            );
        }
    }

    private static ImportFolder Base()
    {
        var folder = new ImportFolder().Nodes("P", "id:ID,code:int,name", "a,1,Ann", "b,2,Bob");
        folder.Options = folder.Options with
        {
            Schema =
            [
                SchemaCommands.Unique("P", "id"),
                new ImportSchemaCommand
                {
                    Text = "code",
                    Constraint = Create("code", ConstraintKind.Uniqueness, "code").Constraint,
                },
            ],
        };
        folder.Run();
        folder.Options = folder.Options with { Schema = [] };
        return folder;
    }

    private static SchemaStep Drop(string name) =>
        new() { Text = $"drop {name}", DroppedConstraint = name };

    private static SchemaStep Create(string name, ConstraintKind kind, string key) =>
        new()
        {
            Text = $"create {name}",
            Constraint = SchemaCommands.Constraint(kind, EntityKind.Node, "P", key).Constraint! with
            {
                Name = name,
            },
        };

    private static ImportOptions Options(ImportFolder folder, string file, SchemaStep[] steps) =>
        folder.Options with
        {
            Nodes = [new NodeFileGroup(["P"], [file])],
            Increment = new IncrementOptions { Schema = steps },
        };

    private static IncrementResult Run(
        ImportFolder folder,
        ImportOptions options,
        IncrementStage stage
    ) =>
        new IncrementalImporter(
            options with
            {
                Increment = options.Increment! with { Stage = stage },
            },
            new LocalIncrementTarget(Files, options.DatabaseDirectory),
            folder.Progress,
            CancellationToken.None
        ).Run();

    private static List<string> Read(ImportFolder folder) =>
        GraphContent.Read(Files, folder.Options.DatabaseDirectory);

    private static string Constraints(ImportFolder folder)
    {
        using var graph = StoredDatabase.Latest(Files, folder.Options.DatabaseDirectory);
        return string.Join(
            ", ",
            graph.Schema.Constraints.Select(static c => c.Name).Order(StringComparer.Ordinal)
        );
    }
}
