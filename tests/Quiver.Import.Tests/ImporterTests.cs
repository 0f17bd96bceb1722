using Quiver.Import.Destinations;
using Quiver.Storage;
using Quiver.Storage.Catalog;
using Quiver.Storage.Generations;

namespace Quiver.Import.Tests;

public sealed class ImporterTests
{
    /// <summary>Indexes are a phase only where a file of schema commands asks for some.</summary>
    private static IEnumerable<ImportPhase> PhasesWithoutSchema =>
        Enum.GetValues<ImportPhase>()
            .Where(static phase => phase is not ImportPhase.Indexes and not ImportPhase.Merge);

    [Fact]
    public void Nodes_and_relationships_of_two_groups_are_imported_and_read_back()
    {
        using var folder = new ImportFolder()
            .Nodes(
                "Person",
                "id:ID(P),name,age:int",
                "a,Ann,31",
                "b,Bob,",
                "c,\"Cy, \"\"jr\"\"\",7"
            )
            .Nodes("Movie", "id:ID(M),title,:LABEL", "a,Heat,", "b,Alien,Classic;Horror")
            .Relationships("SAW", ":START_ID(P),:END_ID(M),stars:int", "b,a,4", "a,b,5", "a,a,")
            .Relationships("KNOWS", ":START_ID(P),:END_ID(P)", "c,a", "a,b");
        var result = folder.Run();
        var graph = folder.Read();
        Assert.Equal(
            [
                "(Person {id: 'a', name: 'Ann', age: 31})",
                "(Person {id: 'b', name: 'Bob'})",
                "(Person {id: 'c', name: 'Cy, \"jr\"', age: 7})",
                "(Movie {id: 'a', title: 'Heat'})",
                "(Classic:Horror:Movie {id: 'b', title: 'Alien'})",
            ],
            graph.Nodes
        );
        // In the order of type, start and end.
        Assert.Equal(
            [
                "0-[SAW]->3",
                "0-[SAW {stars: 5}]->4",
                "1-[SAW {stars: 4}]->3",
                "0-[KNOWS]->1",
                "2-[KNOWS]->0",
            ],
            graph.Relationships
        );
        Assert.Equal((5, 5, 14), (result.Nodes, result.Relationships, result.Properties));
        Assert.Equal(0, result.Skipped.Total);
        Assert.Null(result.ReportFile);
        Assert.False(File.Exists(folder.Options.ReportFile));
    }

    [Fact]
    public void A_type_column_beats_the_type_of_the_command_line()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID", "1", "2")
            .Relationships(
                "DEFAULT",
                ":START_ID,:END_ID,:TYPE",
                "1,2,",
                "2,1,CUSTOM",
                "1,1,CUSTOM"
            );
        Assert.Equal(
            ["0-[DEFAULT]->1", "0-[CUSTOM]->0", "1-[CUSTOM]->0"],
            folder.RunAndRead().Relationships
        );
    }

    [Fact]
    public void Labels_of_command_line_and_columns_are_united()
    {
        using var folder = new ImportFolder().Nodes(
            "Two:AddTwo",
            ":ID,a:LABEL,b:LABEL",
            "1,One;Two,",
            "2,,Three",
            "3,\"One\",Three; Four"
        );
        Assert.Equal(
            ["(AddTwo:One:Two)", "(AddTwo:Three:Two)", "(AddTwo:Four:One:Three:Two)"],
            folder.RunAndRead().Nodes
        );
    }

    [Fact]
    public void Ids_are_properties_when_named_and_integers_when_asked()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "id:ID(A){id-type:long}", "9007199254740993", "0", "-5")
            .Nodes("B", "key:ID(B)", "007")
            .Nodes("C", ":ID(C)", "x")
            .Relationships("R", ":START_ID(A),:END_ID(B)", "-5,007", "0,007");
        var graph = folder.RunAndRead();
        Assert.Equal(
            [
                "(A {id: 9007199254740993})",
                "(A {id: 0})",
                "(A {id: -5})",
                "(B {key: '007'})",
                "(C)",
            ],
            graph.Nodes
        );
        Assert.Equal(["1-[R]->3", "2-[R]->3"], graph.Relationships);
    }

    [Fact]
    public void Nodes_without_id_are_imported_but_cannot_be_referred_to()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "ID,:LABEL", "1,B")
            .Nodes("C", ":ID,name", ",one", "x,two", ",three")
            .Relationships("R", ":START_ID,:END_ID", "x,x");
        var graph = folder.RunAndRead();
        Assert.Equal(
            ["(A:B {ID: '1'})", "(C {name: 'one'})", "(C {name: 'two'})", "(C {name: 'three'})"],
            graph.Nodes
        );
        Assert.Equal(["2-[R]->2"], graph.Relationships);
    }

    [Fact]
    public void Parallel_relationships_and_loops_keep_their_properties_in_row_order()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID", "1", "2")
            .Relationships(
                "R",
                ":START_ID,:END_ID,w",
                "1,2,first",
                "2,2,loop",
                "1,2,second",
                "1,1,x",
                "1,2,third"
            );
        Assert.Equal(
            [
                "0-[R {w: 'x'}]->0",
                "0-[R {w: 'first'}]->1",
                "0-[R {w: 'second'}]->1",
                "0-[R {w: 'third'}]->1",
                "1-[R {w: 'loop'}]->1",
            ],
            folder.RunAndRead().Relationships
        );
    }

    [Fact]
    public void A_key_with_different_types_in_one_segment_becomes_a_mixed_column()
    {
        using var folder = new ImportFolder()
            .Nodes("A", "x:int", "1", "\"\"")
            .Nodes("B", "x", "text", "\"\"")
            .Nodes("C", "x:string[]", "a;b")
            .Nodes("D", "x:boolean,y:date", "true,2020-02-29");
        Assert.Equal(
            ["(A {x: 1})", "(A)", "(B {x: 'text'})", "(B {x: ''})", "(C {x: ['a', 'b']})"],
            folder.RunAndRead().Nodes.Take(5)
        );
    }

    [Fact]
    public void Files_of_a_group_share_the_header_of_the_first()
    {
        using var folder = new ImportFolder();
        folder
            .NodeFiles(
                "N",
                folder.Write("header.csv", "id:ID,x:long"),
                folder.Write("one.csv", "1,10", "2,20"),
                folder.Write("two.csv", "3,30")
            )
            .Relationships("R", ":START_ID,:END_ID", "3,1");
        var graph = folder.RunAndRead();
        Assert.Equal(3, graph.Nodes.Count);
        Assert.Equal(["2-[R]->0"], graph.Relationships);
    }

    [Fact]
    public void Repeated_headers_are_skipped_when_asked()
    {
        using var folder = new ImportFolder();
        folder.NodeFiles(
            "N",
            folder.Write("one.csv", "id:ID,x:long", "1,10"),
            folder.Write("two.csv", "id:ID,x:long", "2,20"),
            folder.Write("three.csv", "3,30")
        );
        Assert.Contains(
            "two.csv:1:7: column 'x': 'x:long' is not an integer",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Options = folder.Options with { AutoSkipSubsequentHeaders = true };
        Assert.Equal(3, folder.RunAndRead().Nodes.Count);
    }

    [Fact]
    public void Empty_files_and_header_only_groups_import_nothing()
    {
        using var folder = new ImportFolder();
        folder
            .NodeFiles("A", folder.Write("empty.csv", ""))
            .Nodes("B", "id:ID")
            .Relationships("R", ":START_ID,:END_ID");
        var graph = folder.RunAndRead();
        Assert.Empty(graph.Nodes);
        Assert.Empty(graph.Relationships);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("id:ID,name")]
    public void A_file_without_rows_as_the_only_input_makes_an_empty_database(string text)
    {
        using var folder = new ImportFolder();
        string file = Path.Join(folder.Folder, "n.csv");
        File.WriteAllText(file, text);
        Assert.Equal(0, folder.NodeFiles("A", file).Run().Nodes);
        Assert.Empty(folder.Read().Nodes);
    }

    [Fact]
    public void Phases_are_reported_in_order_and_to_their_ends()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID", "1", "2")
            .Relationships("R", ":START_ID,:END_ID", "1,2");
        folder.Run();
        var phases = folder.Progress.Reports.Select(report => report.Phase).ToList();
        Assert.Equal(phases.Order(), phases);
        Assert.Equal(PhasesWithoutSchema, phases.Distinct());
        foreach (var last in folder.Progress.Reports.GroupBy(r => r.Phase).Select(g => g.Last()))
        {
            Assert.Equal(1.0, last.Fraction);
        }
    }

    [Fact]
    public void Cancelling_in_any_phase_keeps_the_old_database_and_besides_it_only_finished_phases()
    {
        foreach (var phase in PhasesWithoutSchema.Where(p => p < ImportPhase.Publish))
        {
            using var folder = new ImportFolder().Nodes("Old", "id:ID", "1");
            folder.Run();
            folder
                .Nodes("New", "id:ID(x)", "1", "2")
                .Relationships("R", ":START_ID(x),:END_ID(x)", "1,2");
            using var cancellation = new CancellationTokenSource();
            folder.Progress.OnReport = report =>
            {
                if (report.Phase == phase)
                {
                    cancellation.Cancel();
                }
            };
            var options = folder.Options with { OverwriteDestination = true };
            Assert.ThrowsAny<OperationCanceledException>(() =>
                Importer.Run(options, folder.Progress, cancellation.Token)
            );
            Assert.Equal(["(Old {id: '1'})"], folder.Read().Nodes);
            string staging = Path.Join(folder.Options.DatabaseDirectory, "staging");
            bool isKept =
                Directory.Exists(staging) && Directory.EnumerateFileSystemEntries(staging).Any();
            Assert.Equal(phase > ImportPhase.Nodes, isKept);
        }
    }

    [Fact]
    public void An_existing_database_is_replaced_only_when_asked_and_only_by_a_good_import()
    {
        using var folder = new ImportFolder().Nodes("Old", "id:ID", "1");
        folder.Run();
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        Assert.Contains("--overwrite-destination", error.Message, StringComparison.Ordinal);

        folder.Options = folder.Options with { OverwriteDestination = true };
        string bad = folder.Write("bad.csv", "id:ID(b),x:long", "1,abc");
        folder.NodeFiles("Bad", bad);
        Assert.Equal(ImportErrorKind.Data, folder.Fail().Kind);
        Assert.Equal(["(Old {id: '1'})"], folder.Read().Nodes);

        File.WriteAllText(bad, "id:ID(b),x:long\n1,5\n");
        Assert.Equal(["(Old {id: '1'})", "(Bad {id: '1', x: 5})"], folder.RunAndRead().Nodes);
    }

    [Fact]
    public void A_database_in_use_is_refused()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID", "1");
        Directory.CreateDirectory(folder.Options.DatabaseDirectory);
        string path = Path.Join(folder.Options.DatabaseDirectory, "LOCK");
        using (folder.Options.FileSystem.TryLock(path))
        {
            Assert.Equal(ImportErrorKind.InUse, folder.Fail().Kind);
        }
        folder.Run();
    }

    [Fact]
    public void A_second_import_into_the_same_database_is_refused_while_the_first_runs()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID", "1");
        Directory.CreateDirectory(folder.Options.DatabaseDirectory);
        using (ImportLock.TryTake(folder.Options.FileSystem, folder.Options.DatabaseDirectory))
        {
            var error = folder.Fail();
            Assert.Equal(ImportErrorKind.InUse, error.Kind);
            Assert.Contains("Another import", error.Message, StringComparison.Ordinal);
        }
        folder.Run();
    }

    [Fact]
    public void A_database_that_never_held_anything_is_replaced_unasked_and_looking_at_it_changes_nothing()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID", "1");
        var options = folder.Options;
        Database.CreateEmpty(options.FileSystem, options.DatabaseDirectory);
        Assert.Equal(
            DestinationState.Unused,
            new LocalDestination(options.FileSystem, options.DatabaseDirectory).Look(
                CancellationToken.None
            )
        );
        Assert.Equal(["LOCK", "MANIFEST"], options.FileSystem.List(options.DatabaseDirectory));
        folder.Run();
        Assert.Equal(ImportErrorKind.Data, folder.Fail().Kind);
    }

    [Fact]
    public void A_database_that_is_used_while_an_import_runs_is_not_replaced_unasked()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID", "1");
        var options = folder.Options;
        Database.CreateEmpty(options.FileSystem, options.DatabaseDirectory);
        var destination = new LocalDestination(options.FileSystem, options.DatabaseDirectory);
        folder.Options = options with { Destination = new UsedMeanwhile(destination, options) };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        Assert.Contains("has been written to", error.Message, StringComparison.Ordinal);
        using var database = Database.Open(
            options.FileSystem,
            options.DatabaseDirectory,
            DatabaseOptions.Default
        );
        using var graph = database.Latest();
        Assert.Equal(1, graph.Counts.Nodes);
        Assert.Empty(Directory.GetFiles(Path.Join(options.DatabaseDirectory, "store")));
    }

    /// <summary>A destination to which somebody writes after the import has looked at it.</summary>
    private sealed class UsedMeanwhile(IDestination destination, ImportOptions options)
        : IDestination
    {
        public DestinationState Look(CancellationToken cancellation) =>
            destination.Look(cancellation);

        public DestinationState? Publish(
            SealedGeneration generation,
            bool overwrite,
            CancellationToken cancellation
        )
        {
            using (
                var database = Database.Open(
                    options.FileSystem,
                    options.DatabaseDirectory,
                    DatabaseOptions.Default
                )
            )
            {
                using var transaction = database
                    .BeginWriteAsync(cancellation)
                    .AsTask()
                    .GetAwaiter()
                    .GetResult();
                transaction.CreateNode();
                transaction.CommitAsync().AsTask().GetAwaiter().GetResult();
            }
            return destination.Publish(generation, overwrite, cancellation);
        }
    }
}
