using Quiver.Foundation.IO;
using Quiver.Import.Increments;
using Quiver.Storage.Increments;
using Quiver.Storage.Schema;

namespace Quiver.Import.Tests.Increments;

public sealed class IncrementTests
{
    private static readonly PosixFileSystem Files = PosixFileSystem.Instance;

    [Fact]
    public void The_label_may_be_left_out_where_one_constraint_makes_it_clear()
    {
        using var folder = Base();
        Run(folder, "id:ID,name", "c,Cy");
        Assert.Contains("(P id: 'c', name: 'Cy')", Read(folder));
    }

    [Fact]
    public void The_label_must_be_said_where_several_constraints_would_do()
    {
        using var folder = Base(
            SchemaCommands.Unique("Q", "id") with
            {
                Constraint = SchemaCommands.Unique("Q", "id").Constraint! with { Name = "other" },
            }
        );
        string more = folder.Write("more.csv", "id:ID", "c");
        var options = folder.Options with { Nodes = [new(["P", "Q"], [more])], Increment = new() };
        var error = Assert.Throws<ImportException>(() => Run(options, folder));
        Assert.Contains("several labels of these nodes", error.Message, StringComparison.Ordinal);
        File.WriteAllText(more, "id:ID{label:Q}\nc\n");
        Run(options, folder);
        Assert.Contains("(P:Q id: 'c')", Read(folder));
    }

    [Fact]
    public void What_is_not_touched_is_not_written_again()
    {
        const int Count = 100_000;
        using var folder = new ImportFolder().Nodes(
            "P",
            ["id:ID,name", .. Enumerable.Range(0, Count).Select(i => $"n{i},{i * 7919 % Count}")]
        );
        folder.Options = folder.Options with { Schema = [SchemaCommands.Unique("P", "id")] };
        folder.Run();
        folder.Options = folder.Options with { Schema = [] };
        var before = Store(folder);
        Run(folder, "id:ID,name,:ACTION", "new,a,", "n5,b,U", "n99999,,D");
        var after = Store(folder);
        Assert.All(before, file => Assert.Contains(file, after));
        long written = after.Except(before).Sum(static file => file.Length);
        Assert.InRange(written, 1, before.Sum(static file => file.Length) / 20);
        GraphContent.Check(Files, folder.Options.DatabaseDirectory);
    }

    [Fact]
    public void What_stands_against_an_increment_is_said_with_what_to_do()
    {
        using var folder = Base();
        var there = Assert.Throws<ImportException>(() => Run(folder, "id:ID,name", "a,Other"));
        Assert.Contains(
            "a node with the id 'a' is in the database already. U in an :ACTION column changes it",
            there.Message,
            StringComparison.Ordinal
        );

        string joins = folder.Write("joins.csv", ":START_ID,:END_ID", "a,b");
        var alone = folder.Options with
        {
            Nodes = [],
            Relationships = [new("R", [joins])],
            Increment = new(),
        };
        var headless = Assert.Throws<ImportException>(() => Run(alone, folder));
        Assert.Contains("header of a node file", headless.Message, StringComparison.Ordinal);

        string more = folder.Write("more.csv", "id:ID,name", "c,Cy");
        string other = folder.Write("other.csv", "id:ID,name", "d,Di");
        var prepared = folder.Options with
        {
            Nodes = [new(["P"], [more])],
            Increment = new() { Stage = IncrementStage.Prepare },
        };
        Run(prepared, folder);
        var otherwise = Assert.Throws<ImportException>(() =>
            Run(
                prepared with
                {
                    Nodes = [.. prepared.Nodes, new(["P"], [other])],
                    Increment = new() { Stage = IncrementStage.Build },
                },
                folder
            )
        );
        Assert.Matches("--nodes='P=.*other.csv' was not there", otherwise.Message);
    }

    [Fact]
    public void Nothing_is_deleted_or_made_while_a_server_still_merges()
    {
        using var folder = Base();
        string more = folder.Write("more.csv", "id:ID,name", "c,Cy");
        var options = folder.Options with { Nodes = [new(["P"], [more])], Increment = new() };
        string directory = options.DatabaseDirectory;
        Run(options with { Increment = new() { Stage = IncrementStage.Prepare } }, folder);
        Run(options with { Increment = new() { Stage = IncrementStage.Build } }, folder);
        var built = IncrementFile.TryRead(Files, directory)!;
        using (MergeLock.TryTake(Files, directory))
        {
            foreach (
                var stage in new[]
                {
                    IncrementStage.All,
                    IncrementStage.Prepare,
                    IncrementStage.Build,
                }
            )
            {
                var error = Assert.Throws<ImportException>(() =>
                    Run(options with { Increment = new() { Stage = stage } }, folder)
                );
                Assert.Equal(ImportErrorKind.InUse, error.Kind);
                Assert.Contains("right now", error.Message, StringComparison.Ordinal);
            }
            Assert.Equal(built.Id, IncrementFile.TryRead(Files, directory)!.Id);
            Assert.All(
                built.Increment!.Chunks,
                chunk => Assert.True(File.Exists(Path.Join(built.Increment.Folder, chunk.Name)))
            );
        }
        Run(options, folder);
        Assert.Contains("(P id: 'c', name: 'Cy')", Read(folder));
    }

    /// <summary>The files of the store with their lengths and checksums.</summary>
    private static List<(string Name, long Length, string Checksum)> Store(ImportFolder folder) =>
        [
            .. Directory
                .GetFiles(Path.Join(folder.Options.DatabaseDirectory, "store"))
                .Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))
                .Select(file =>
                    (
                        file.Item1,
                        (long)file.Item2.Length,
                        Convert.ToHexString(
                            System.Security.Cryptography.SHA256.HashData(file.Item2)
                        )
                    )
                ),
        ];

    [Theory]
    [InlineData("name:ID", "no label was specified")]
    [InlineData("id:ID{label:Q}", "the label 'Q' does not exist")]
    [InlineData("nothing:ID{label:P}", "the property 'nothing' does not exist")]
    [InlineData("name:ID{label:P}", "there is no unique constraint on P (name)")]
    [InlineData(":ID{label:P}", "names no property")]
    [InlineData("id:ID{label:P},name:ID{label:P}", "several ID columns")]
    public void A_header_that_does_not_say_how_nodes_are_found_is_refused(
        string header,
        string problem
    )
    {
        using var folder = Base();
        var before = Read(folder);
        var error = Assert.Throws<ImportException>(() => Run(folder, header, "x,y"));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Read(folder));
    }

    [Fact]
    public void A_key_that_is_there_already_is_a_duplicate()
    {
        using var folder = Base();
        var error = Assert.Throws<ImportException>(() => Run(folder, "id:ID", "z", "a"));
        Assert.Contains(
            "more.csv:3:1: a node with the id 'a'",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("--skip-duplicate-nodes", error.Message, StringComparison.Ordinal);
        folder.Options = folder.Options with { SkipDuplicateNodes = true };
        var result = Run(folder, "id:ID,name", "z,Zoe", "a,Other", "z,Twice");
        Assert.Equal((1, 2), (result.Counts.NodesCreated, result.Skipped.DuplicateNodes));
        Assert.Contains("(P id: 'a', name: 'Ann')", Read(folder));
        Assert.Contains("(P id: 'z', name: 'Zoe')", Read(folder));
    }

    [Theory]
    [InlineData("x,U", "no node with the id 'x'")]
    [InlineData("x,D", "no node with the id 'x'")]
    [InlineData("a,Z", "'Z' is no action")]
    public void A_row_that_changes_what_is_not_there_is_a_bad_entry(string row, string problem)
    {
        using var folder = Base();
        var error = Assert.Throws<ImportException>(() => Run(folder, "id:ID,:ACTION", row));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("more.csv:2:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_violated_constraint_names_the_row()
    {
        using var folder = Base(
            new ImportSchemaCommand
            {
                Text = "exists",
                Constraint = new()
                {
                    Name = "exists",
                    Kind = ConstraintKind.Existence,
                    Entity = EntityKind.Node,
                    LabelOrType = "Q",
                    Properties = ["x"],
                },
            }
        );
        folder.Options = folder.Options with
        {
            Nodes = [new(["Q"], [folder.Write("q.csv", "x:int,y", "1,a", ",b")])],
            Increment = new IncrementOptions(),
        };
        var error = Assert.Throws<ImportException>(() => Run(folder.Options, folder));
        Assert.Contains("q.csv:3", error.Message, StringComparison.Ordinal);
        Assert.Contains("must have `x`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_relationships_that_a_row_describes_are_a_bad_entry_unless_all_are_meant()
    {
        using var folder = Base();
        folder.Options = folder.Options with
        {
            Relationships =
            [
                new("R", [folder.Write("r.csv", ":START_ID,:END_ID,w:int,:ACTION", "a,b,9,U")]),
            ],
        };
        var error = Assert.Throws<ImportException>(() => Run(folder, "id:ID"));
        Assert.Contains("2 relationships are such", error.Message, StringComparison.Ordinal);
        var result = Run(
            folder,
            new IncrementOptions { UpdateAllMatchingRelationships = true },
            "id:ID"
        );
        Assert.Equal(2, result.Counts.RelationshipsUpdated);
        Assert.Equal(2, Read(folder).Count(line => line == "'a'-[R w: 9]->'b'"));
    }

    [Fact]
    public void Ends_of_relationships_are_nodes_of_the_database_or_of_the_increment()
    {
        using var folder = Base();
        folder.Options = folder.Options with
        {
            SkipBadRelationships = true,
            Relationships =
            [
                new(
                    "S",
                    [
                        folder.Write(
                            "r.csv",
                            ":START_ID,:END_ID",
                            "a,n",
                            "n,b",
                            "x,a",
                            "a,b",
                            "b,gone"
                        ),
                    ]
                ),
            ],
        };
        var result = Run(folder, "id:ID,:ACTION", "n,C", "b,D");
        // The two that lead to the deleted node, and the two with unknown ends.
        Assert.Equal((1, 4), (result.Counts.RelationshipsCreated, result.Skipped.BadRelationships));
        Assert.Contains("'a'-[S ]->'n'", Read(folder));
    }

    [Fact]
    public void Stages_come_in_their_order_and_with_the_same_files()
    {
        using var folder = Base();
        string more = folder.Write("more.csv", "id:ID,name", "c,Cy");
        Expect(IncrementStage.Merge, "--stage=prepare and --stage=build before --stage=merge");
        Expect(IncrementStage.Build, "--stage=prepare before");
        RunStage(IncrementStage.Prepare);
        Expect(IncrementStage.Merge, "--stage=build before");
        File.WriteAllText(more, "id:ID,name\nc,Cyd\n");
        Expect(IncrementStage.Build, "was prepared otherwise");
        RunStage(IncrementStage.Prepare);
        RunStage(IncrementStage.Build);
        File.Delete(more);
        RunStage(IncrementStage.Merge);
        Assert.Contains("(P id: 'c', name: 'Cyd')", Read(folder));
        Expect(IncrementStage.Merge, "or it is merged already");

        void Expect(IncrementStage stage, string message)
        {
            var error = Assert.Throws<ImportException>(() => RunStage(stage));
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
        }

        void RunStage(IncrementStage stage) =>
            Run(
                folder.Options with
                {
                    Nodes = [new(["P"], [more])],
                    Relationships = [],
                    Increment = new IncrementOptions { Stage = stage },
                },
                folder
            );
    }

    [Theory]
    [InlineData("another text of the same length", "more.csv")]
    [InlineData("another header", "more.csv")]
    [InlineData("another file", "other.csv")]
    [InlineData("another label", "")]
    [InlineData("another option", "")]
    [InlineData("no file", "more.csv")]
    public void What_is_built_is_what_was_prepared(string change, string named)
    {
        using var folder = Base();
        var before = Read(folder);
        string more = folder.Write("more.csv", "id:ID{label:P},name", "c,Cy");
        var options = folder.Options with
        {
            Nodes = [new(["P"], [more])],
            Increment = new() { Stage = IncrementStage.Prepare },
        };
        Run(options, folder);
        switch (change)
        {
            case "another text of the same length":
                File.WriteAllText(more, "id:ID{label:P},name\nd,Di\n");
                break;
            case "another header":
                File.WriteAllText(more, "id:ID{label:P},nick\nc,Cy\n");
                break;
            case "another file":
                string other = folder.Write("other.csv", "id:ID{label:P},name", "c,Cy");
                options = options with { Nodes = [new(["P"], [other])] };
                break;
            case "another label":
                options = options with { Nodes = [new(["P", "Q"], [more])] };
                break;
            case "another option":
                options = options with { IgnoreEmptyStrings = true };
                break;
            default:
                File.Delete(more);
                break;
        }
        var error = Assert.Throws<ImportException>(() =>
            Run(options with { Increment = new() { Stage = IncrementStage.Build } }, folder)
        );
        string expected = change == "no file" ? "more.csv" : "was prepared otherwise";
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Read(folder));
        Assert.Null(IncrementFile.TryRead(Files, options.DatabaseDirectory)!.Increment);
    }

    [Fact]
    public void A_database_that_does_not_exist_is_refused()
    {
        using var folder = new ImportFolder();
        var error = Assert.Throws<ImportException>(() => Run(folder, "id:ID", "a"));
        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Options.DatabaseDirectory));
    }

    [Fact]
    public void A_build_that_is_cancelled_at_any_moment_ends_and_changes_nothing()
    {
        using var folder = Base();
        var before = Read(folder);
        string[] rows = [.. Enumerable.Range(0, 30_000).Select(i => $"n{i},a name of {i}")];
        string file = folder.Write("many.csv", ["id:ID,name", .. rows]);
        for (int round = 0; round < Nightly.Times(15, 500); round++)
        {
            var options = folder.Options with
            {
                Nodes = [new(["P"], [file])],
                Threads = 4,
                Increment = new() { Stage = IncrementStage.Prepare },
            };
            Run(options, folder);
            using var stop = new CancellationTokenSource();
            stop.CancelAfter(TimeSpan.FromMilliseconds(round * 3 % 100));
            try
            {
                new IncrementalImporter(
                    options with
                    {
                        Increment = new() { Stage = IncrementStage.Build },
                    },
                    new LocalIncrementTarget(Files, options.DatabaseDirectory),
                    folder.Progress,
                    stop.Token
                ).Run();
            }
            catch (OperationCanceledException)
            {
                // In time.
            }
        }
        Assert.Equal(before, Read(folder));
    }

    private static ImportFolder Base(params ImportSchemaCommand[] more)
    {
        var folder = new ImportFolder()
            .Nodes("P", "id:ID,name", "a,Ann", "b,Bob")
            .Relationships("R", ":START_ID,:END_ID,w:int", "a,b,1", "a,b,2");
        folder.Options = folder.Options with
        {
            Schema = [SchemaCommands.Unique("P", "id"), .. more],
        };
        folder.Run();
        folder.Options = folder.Options with { Schema = [], Relationships = [] };
        return folder;
    }

    private static List<string> Read(ImportFolder folder) =>
        GraphContent.Read(Files, folder.Options.DatabaseDirectory);

    private static IncrementResult Run(ImportFolder folder, params string[] lines) =>
        Run(folder, new IncrementOptions(), lines);

    private static IncrementResult Run(
        ImportFolder folder,
        IncrementOptions increment,
        params string[] lines
    ) =>
        Run(
            folder.Options with
            {
                Nodes = [new(["P"], [folder.Write("more.csv", lines)])],
                Increment = increment,
            },
            folder
        );

    private static IncrementResult Run(ImportOptions options, ImportFolder folder) =>
        new IncrementalImporter(
            options,
            new LocalIncrementTarget(Files, options.DatabaseDirectory),
            folder.Progress,
            CancellationToken.None
        ).Run();
}
