using System.Globalization;

namespace Quiver.Import.Tests;

/// <summary>Graphs that span several segments and blocks.</summary>
public sealed class LargeImportTests
{
    private const int People = 150_000;

    [Fact]
    public void Threads_and_memory_do_not_change_the_graph()
    {
        using var folder = new ImportFolder();
        WriteGraph(folder, 11);
        folder.Options = folder.Options with { OverwriteDestination = true, Threads = 1 };
        var one = folder.RunAndRead();
        Assert.Equal(People + 1000, one.Nodes.Count);

        folder.Options = folder.Options with { Threads = 3 };
        var three = folder.RunAndRead();
        Assert.Equal(one.Nodes, three.Nodes);
        Assert.Equal(one.Relationships, three.Relationships);

        // One byte of memory: everything that can be spilled is, the id maps too.
        var files = new WatchedFileSystem();
        folder.Options = folder.Options with
        {
            Threads = 2,
            MaxOffHeapMemoryBytes = 1,
            FileSystem = files,
        };
        var spilled = folder.RunAndRead();
        Assert.Contains(files.Created, name => name.StartsWith("ids0.", StringComparison.Ordinal));
        Assert.Equal(one.Nodes, spilled.Nodes);
        Assert.Equal(one.Relationships, spilled.Relationships);
    }

    [Fact]
    public void Types_and_labels_that_only_cells_name_are_numbered_in_the_order_of_the_input()
    {
        const int Names = 40;
        const int RowsPerName = 1000;
        using var folder = new ImportFolder();
        var culture = CultureInfo.InvariantCulture;
        // Names come up one after the other, in no order of their own, over many blocks.
        string[] names =
        [
            .. Enumerable
                .Range(0, Names)
                .Select(i => string.Create(culture, $"T{(i * 17) % Names}")),
        ];
        var rows = Enumerable.Range(0, Names * RowsPerName);
        folder.Nodes(
            "",
            [
                "id:ID,:LABEL",
                .. rows.Select(i => string.Create(culture, $"node-{i},{names[i / RowsPerName]}")),
            ]
        );
        folder.Relationships(
            null,
            [
                ":START_ID,:END_ID,:TYPE",
                .. rows.Select(i =>
                    string.Create(culture, $"node-0,node-0,{names[i / RowsPerName]}")
                ),
            ]
        );
        for (int threads = 1; threads <= 4; threads++)
        {
            folder.Options = folder.Options with { Threads = threads, OverwriteDestination = true };
            var graph = folder.RunAndRead();
            Assert.Equal(
                names,
                Enumerable.Range(0, Names).Select(i => graph.Manifest.Tokens.Labels[i])
            );
            Assert.Equal(
                names,
                Enumerable.Range(0, Names).Select(i => graph.Manifest.Tokens.RelationshipTypes[i])
            );
            // Relationship ids follow the numbers of types.
            Assert.Equal(names.Select(name => $"0-[{name}]->0"), graph.Relationships.Distinct());
        }
    }

    [Fact]
    public void A_hub_with_more_relationships_than_a_segment_has_rows_keeps_all_in_order()
    {
        const int Leaves = 80_000;
        string[] nodes =
        [
            .. Enumerable.Range(0, Leaves).Select(i => i.ToString(CultureInfo.InvariantCulture)),
        ];
        string[] edges =
        [
            .. Enumerable
                .Range(0, Leaves)
                .Select(i =>
                    string.Create(CultureInfo.InvariantCulture, $"0,{(i * 7919L) % Leaves / 2},{i}")
                ),
        ];
        using var folder = new ImportFolder()
            .Nodes("N", ["id:ID", .. nodes])
            .Relationships("R", [":START_ID,:END_ID,w:long", .. edges]);
        var graph = folder.RunAndRead();
        var expected = Enumerable
            .Range(0, Leaves)
            .Select(i => (End: (i * 7919L) % Leaves / 2, Weight: i))
            .OrderBy(edge => edge.End)
            .ThenBy(edge => edge.Weight)
            .Select(edge =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"0-[R {{w: {edge.Weight}}}]->{edge.End}"
                )
            );
        Assert.Equal(expected, graph.Relationships);
    }

    private static void WriteGraph(ImportFolder folder, int seed)
    {
        var random = new Random(seed);
        var culture = CultureInfo.InvariantCulture;
        var people = Enumerable
            .Range(0, People)
            .Select(i =>
                string.Create(
                    culture,
                    $"p{i * 31L},\"name, {i % 977}\",{(i % 3 == 0 ? "" : i)},{(i % 50 == 0 ? "Moderator;Admin" : "")}"
                )
            );
        folder.Nodes("Person", ["id:ID(P),name,age:long,:LABEL", .. people]);
        folder.Nodes(
            "City",
            [
                "id:ID(C){id-type:long},area:double",
                .. Enumerable.Range(0, 1000).Select(i => string.Create(culture, $"{i},{i / 8.0}")),
            ]
        );
        var knows = Enumerable
            .Range(0, 300_000)
            .Select(i =>
                string.Create(
                    culture,
                    $"p{random.Next(People) * 31L},p{random.Next(People) * 31L},{(i % 5 == 0 ? "" : $"note {i}")},20{i % 90 + 10}-01-0{(i % 9) + 1},{(i % 1000 == 0 ? "LIKES" : "")}"
                )
            );
        folder.Relationships("KNOWS", [":START_ID(P),:END_ID(P),note,since:date,:TYPE", .. knows]);
        var lives = Enumerable
            .Range(0, People)
            .Select(i => string.Create(culture, $"p{i * 31L},{random.Next(1000)}"));
        folder.Relationships("LIVES_IN", [":START_ID(P),:END_ID(C)", .. lives]);
    }
}
