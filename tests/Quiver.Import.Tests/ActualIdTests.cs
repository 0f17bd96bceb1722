using System.Globalization;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Storage;
using Quiver.Storage.Checks;

namespace Quiver.Import.Tests;

/// <summary><c>--id-type=actual</c>: identifiers are the nodes' own ids in the database, with holes between them.</summary>
public sealed class ActualIdTests
{
    private const long Largest = (1L << 36) - 1;

    [Fact]
    public void Nodes_have_the_ids_that_their_rows_say_which_are_no_properties()
    {
        using var folder = Actual()
            .Nodes(
                "A",
                "id:ID,name,n:int,:LABEL",
                "70000,seven,7,",
                "3,three,,Odd",
                "65535,last,1,"
            )
            .Nodes("B", ":ID,name", "4,four")
            .Relationships("R", ":START_ID,:END_ID,w", "70000,3,a", "3,4,b", "65535,65535,c");
        var graph = RunAndRead(folder);
        Assert.Equal([3, 4, 65535, 70000], graph.NodeIds);
        Assert.Equal(
            [
                "(A:Odd {name: 'three'})",
                "(B {name: 'four'})",
                "(A {name: 'last', n: 1})",
                "(A {name: 'seven', n: 7})",
            ],
            graph.Nodes
        );
        Assert.Equal(
            ["3-[R {w: 'b'}]->4", "65535-[R {w: 'c'}]->65535", "70000-[R {w: 'a'}]->3"],
            graph.Relationships
        );
        Assert.Equal(70001, graph.Manifest.NodeIdLimit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_ids_in_any_order_give_each_node_what_its_row_says(int seed)
    {
        var random = new Random(seed);
        var expected = new SortedDictionary<long, string>();
        var rows = new List<string>();
        var edges = new List<string>();
        while (expected.Count < 4000)
        {
            // Dense, sparse and far apart, mixed.
            long id = random.Next(64) switch
            {
                0 => random.Next(1 << 30),
                1 => random.NextInt64(Largest + 1),
                < 30 => random.Next(3000),
                _ => 60_000 + random.Next(12_000),
            };
            if (!expected.ContainsKey(id))
            {
                rows.Add(NewRow(random, id, out string shown));
                expected.Add(id, shown);
            }
        }
        long[] ids = [.. expected.Keys];
        for (int i = 0; i < 6000; i++)
        {
            long start = ids[random.Next(ids.Length)];
            long end = ids[random.Next(ids.Length)];
            edges.Add(string.Create(CultureInfo.InvariantCulture, $"{start},{end},{i}"));
        }
        ImportedGraph? first = null;
        foreach (int threads in (int[])[1, 3])
        {
            using var folder = Actual()
                .Nodes("N", ["x:ID,text,number:long,flag:boolean,list:string[],:LABEL", .. rows])
                .Relationships("R", [":START_ID,:END_ID,w:int", .. edges]);
            folder.Options = folder.Options with
            {
                Threads = threads,
                MaxOffHeapMemoryBytes = threads == 1 ? 0 : 1,
            };
            var graph = RunAndRead(folder);
            Assert.Equal(ids, graph.NodeIds);
            Assert.Equal(expected.Values, graph.Nodes);
            Assert.Equal(
                edges
                    .Select(edge => edge.Split(','))
                    .Select(edge => $"{edge[0]}-[R {{w: {edge[2]}}}]->{edge[1]}")
                    .Order(StringComparer.Ordinal),
                graph.Relationships.Order(StringComparer.Ordinal)
            );
            first ??= graph;
            Assert.Equal(first.Relationships, graph.Relationships);
            AssertWhole(folder);
        }
    }

    [Fact]
    public async Task A_database_with_holes_is_read_and_grows_behind_its_highest_id()
    {
        using var folder = Actual().Nodes("N", ":ID", "10", "200000");
        folder.Run();
        using var database = Database.Open(
            PosixFileSystem.Instance,
            folder.Options.DatabaseDirectory,
            DatabaseOptions.Default
        );
        using (
            var transaction = await database.BeginWriteAsync(TestContext.Current.CancellationToken)
        )
        {
            Assert.Equal(200_001, transaction.CreateNode().Value);
            await transaction.CommitAsync();
        }
        using var graph = database.Latest();
        Assert.Equal(3, graph.Counts.Nodes);
        long[] there = [10, 200_000, 200_001];
        foreach (long id in (long[])[0, 9, 10, 11, 65_536, 150_000, 200_000, 200_001, 200_002])
        {
            Assert.Equal(there.Contains(id), graph.Exists(new NodeId(id)));
        }
    }

    [Theory]
    [InlineData("-1", "'-1' is negative, and no id of a node is")]
    [InlineData("68719476736", "the largest id that --id-type=actual can give a node")]
    [InlineData("99999999999999999999", "too big for a 64-bit integer")]
    [InlineData("abc", "'abc' is not an integer")]
    [InlineData("", "every node has one")]
    [InlineData("\"\"", "every node has one")]
    public void An_id_that_no_node_can_have_is_a_wrong_cell(string cell, string expected)
    {
        using var folder = Actual().Nodes("N", "id:ID,x", "5,a", $"{cell},b", "6,c");
        string message = folder.Fail().Message;
        Assert.Contains("nodes0.csv:3:1: column 'id': ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        folder.Options = folder.Options with { SkipBadRows = true };
        Assert.Equal(1, folder.Run().Skipped.MalformedRows);
        Assert.Equal([5, 6], Read(folder).NodeIds);
    }

    [Fact]
    public void The_largest_id_is_possible()
    {
        using var folder = Actual()
            .Nodes("N", ":ID,x", "0,first", "68719476735,last")
            .Relationships("R", ":START_ID,:END_ID", "68719476735,0");
        var graph = RunAndRead(folder);
        Assert.Equal(["(N {x: 'first'})", "(N {x: 'last'})"], graph.Nodes);
        Assert.Equal(["68719476735-[R]->0"], graph.Relationships);
        AssertWhole(folder);
    }

    [Fact]
    public void Groups_share_the_ids_of_the_database_and_relationships_find_them_all()
    {
        using var folder = Actual()
            .Nodes("A", "a:ID(A)", "1", "2")
            .Nodes("B", "b:ID(B)", "3")
            .Relationships("R", ":START_ID(A),:END_ID(B)", "1,3", "2,1");
        Assert.Equal(["1-[R]->3", "2-[R]->1"], RunAndRead(folder).Relationships);
        folder.Nodes("C", ":ID(C)", "4", "2");
        folder.Options = folder.Options with { OverwriteDestination = true };
        Assert.Contains(
            $"nodes2.csv:3:1: Id '2' is defined more than once in group 'C', first at {folder.Folder}/nodes0.csv:3.",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Options = folder.Options with { SkipDuplicateNodes = true };
        Assert.Equal([1, 2, 3, 4], RunAndRead(folder).NodeIds);
    }

    [Fact]
    public void An_end_that_no_row_gave_is_missing_though_its_number_lies_between_others()
    {
        using var folder = Actual()
            .Nodes("N", ":ID", "1", "9")
            .Relationships("R", ":START_ID,:END_ID", "1,5", "-1,9", "9,99999999999999", "9,1");
        Assert.Contains("missing node 5", folder.Fail().Message, StringComparison.Ordinal);
        folder.Options = folder.Options with { SkipBadRelationships = true };
        Assert.Equal(3, folder.Run().Skipped.BadRelationships);
        Assert.Equal(["9-[R]->1"], Read(folder).Relationships);
    }

    [Theory]
    [InlineData("name,x:int", "--id-type=actual needs a column of type ID")]
    [InlineData("id:ID{id-type:long}", "leave the option id-type out")]
    [InlineData("a:ID,b:ID", "must be of type string, not actual")]
    public void Headers_that_say_otherwise_are_refused(string header, string expected)
    {
        using var folder = Actual().Nodes("N", header, "1,2");
        string message = folder.Fail().Message;
        Assert.Contains("nodes0.csv:1", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_stopped_behind_its_nodes_goes_on_with_the_same_result()
    {
        using var undisturbed = Holes();
        var expected = RunAndRead(undisturbed);
        foreach (var phase in (ImportPhase[])[ImportPhase.Relationships, ImportPhase.Linking])
        {
            using var folder = Holes();
            using var stop = new CancellationTokenSource();
            folder.Progress.OnReport = progress =>
            {
                if (progress.Phase == phase)
                {
                    stop.Cancel();
                }
            };
            Assert.Throws<ImportStoppedException>(() =>
                Importer.Run(folder.Options, folder.Progress, stop.Token)
            );
            folder.Progress.OnReport = null;
            folder.Options = folder.Options with { Resume = true };
            var found = RunAndRead(folder);
            Assert.Equal(expected.NodeIds, found.NodeIds);
            ResumeTests.AssertEqual(expected, found);
            ResumeTests.AssertNoLeftovers(folder);
        }
    }

    private static ImportFolder Holes()
    {
        var culture = CultureInfo.InvariantCulture;
        var rows = Enumerable
            .Range(0, 30_000)
            .Select(i => string.Create(culture, $"{i * 7919L % 30_011 * 3},n{i}"));
        var edges = Enumerable
            .Range(0, 30_000)
            .Select(i =>
                string.Create(
                    culture,
                    $"{i * 7919L % 30_011 * 3},{(i + 5) % 30_000 * 7919L % 30_011 * 3}"
                )
            );
        return Actual()
            .Nodes("N", ["id:ID,name", .. rows])
            .Relationships("R", [":START_ID,:END_ID", .. edges]);
    }

    private static string NewRow(Random random, long id, out string shown)
    {
        int number = random.Next(1000);
        string text = random.Next(3) == 0 ? "" : $"t{number}";
        string flag = random.Next(3) == 0 ? "" : "true";
        string list = random.Next(3) == 0 ? "" : $"p;q{number}";
        string label = random.Next(3) switch
        {
            0 => "",
            1 => "M",
            _ => "L;M",
        };
        var properties = new List<string>();
        Add(text.Length > 0, $"text: '{text}'");
        Add(number % 2 == 0, $"number: {number}");
        Add(flag.Length > 0, "flag: true");
        Add(list.Length > 0, $"list: ['p', 'q{number}']");
        string labels = label switch
        {
            "" => "N",
            "M" => "M:N",
            _ => "L:M:N",
        };
        shown =
            properties.Count == 0
                ? $"({labels})"
                : $"({labels} {{{string.Join(", ", properties)}}})";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{id},{text},{(number % 2 == 0 ? number : "")},{flag},{list},{label}"
        );

        void Add(bool isPresent, string property)
        {
            if (isPresent)
            {
                properties.Add(property);
            }
        }
    }

    private static ImportFolder Actual()
    {
        var folder = new ImportFolder();
        folder.Options = folder.Options with { IdType = IdType.Actual };
        return folder;
    }

    private static ImportedGraph RunAndRead(ImportFolder folder)
    {
        folder.Run();
        return Read(folder);
    }

    private static ImportedGraph Read(ImportFolder folder) =>
        ImportedGraph.ReadWithHoles(PosixFileSystem.Instance, folder.Options.DatabaseDirectory);

    private static void AssertWhole(ImportFolder folder)
    {
        var report = DatabaseCheck.Run(
            PosixFileSystem.Instance,
            folder.Options.DatabaseDirectory,
            CancellationToken.None
        );
        Assert.Empty(report.Findings);
    }
}
