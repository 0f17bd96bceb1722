using System.Globalization;

namespace Quiver.Import.Tests;

/// <summary>Shapes that importers break down on, small enough to be compared entity by entity; <c>benchmarks/run import-peers</c> measures them large.</summary>
public sealed class StressShapeTests
{
    [Fact]
    public void Thousands_of_labels_and_hundreds_of_types_in_cells_are_all_counted()
    {
        const int Nodes = 6_000;
        const int Labels = 2_500;
        const int Types = 120;
        string[] nodes = Lines(
            "id:ID,:LABEL",
            Nodes,
            i => $"{i},L{i % Labels}{(i % 3 == 0 ? ";Third" : "")}"
        );
        string[] edges = Lines(
            ":START_ID,:END_ID,:TYPE",
            9_000,
            i => $"{i * 7 % Nodes},{i * 31 % Nodes},T{i * 13 % Types}"
        );
        using var folder = new ImportFolder().Nodes("", nodes).Relationships(null, edges);
        folder.Options = folder.Options with { IdType = IdType.Integer };
        var graph = folder.RunAndRead();
        Assert.Equal(Labels + 1, graph.Counts.NodesByLabel.Count);
        Assert.Equal(Types, graph.Counts.RelationshipsByType.Count);
        Assert.Equal(2, graph.NodesWith("L2499"));
        Assert.Equal(3, graph.NodesWith("L0"));
        Assert.Equal(Nodes / 3, graph.NodesWith("Third"));
        Assert.Equal(75, graph.RelationshipsOf("T119"));
        Assert.Equal("(L1:Third {id: 5001})", graph.Nodes[5001]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(300)]
    public void Rows_with_many_label_columns_have_exactly_their_labels(int columns)
    {
        var random = new Random(columns);
        string[] lines = new string[201];
        string[][] labels = new string[lines.Length][];
        lines[0] = "id:ID" + string.Concat(Enumerable.Repeat(",:LABEL", columns));
        for (int row = 1; row < lines.Length; row++)
        {
            // Every third row has labels in half of its columns; one label may be named by several.
            int rarity = row % 3 == 0 ? 2 : 60;
            string[][] cells =
            [
                .. Enumerable
                    .Range(0, columns)
                    .Select(_ => random.Next(rarity) > 0 ? 0 : random.Next(1, 3))
                    .Select(count =>
                        Enumerable.Range(0, count).Select(_ => $"L{random.Next(400)}").ToArray()
                    ),
            ];
            lines[row] =
                $"{row},{string.Join(',', cells.Select(names => string.Join(';', names)))}";
            labels[row] = [.. cells.SelectMany(names => names).Append("All").Distinct()];
        }
        using var folder = new ImportFolder().Nodes("All", lines);
        var graph = folder.RunAndRead();
        for (int row = 1; row < lines.Length; row++)
        {
            string[] found = graph.Nodes[row - 1].Split([' ', '('])[1].Split(':');
            Assert.Equal(labels[row].Order(), found.Order());
        }
    }

    [Fact]
    public void Forty_thousand_labels_and_a_thousand_types_are_counted_one_by_one_and_in_pairs()
    {
        const int Labels = 40_000;
        const int Types = 1_000;
        int edges = Nightly.Times(80_000, 2_000_000);
        using var folder = new ImportFolder()
            .Nodes("", Lines("id:ID,:LABEL", Labels, i => $"{i},L{i}"))
            .Relationships(
                null,
                Lines(
                    ":START_ID,:END_ID,:TYPE",
                    edges,
                    i => $"{i * 7L % Labels},{i * 31L % Labels},T{i * 13L % Types}"
                )
            );
        folder.Options = folder.Options with { IdType = IdType.Integer };
        var result = folder.Run();
        Assert.Equal((Labels, edges), (result.Nodes, result.Relationships));
        // Some seconds on any machine; work for each label and each type with all others takes hours.
        Assert.InRange(result.Duration, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        var counts = Quiver
            .Storage.Manifests.ManifestFile.Read(
                folder.Options.FileSystem,
                folder.Options.DatabaseDirectory
            )
            .Counts;
        Assert.Equal(Labels, counts.NodesByLabel.Count);
        Assert.All(counts.NodesByLabel.Values, count => Assert.Equal(1, count));
        Assert.Equal(Types, counts.RelationshipsByType.Count);
        Assert.All(counts.RelationshipsByType.Values, count => Assert.Equal(edges / Types, count));
    }

    [Theory]
    [InlineData(1, 70_000, 1_000_000)]
    [InlineData(1_000, 3_000, 70_000)] // Reading back asks each node for each type.
    public void A_hub_keeps_all_relationships_of_one_type_and_of_a_thousand(
        int types,
        int usual,
        int nightly
    )
    {
        int leaves = Nightly.Times(usual, nightly);
        using var folder = new ImportFolder()
            .Nodes("N", Lines("id:ID", leaves + 1, Text))
            .Relationships(
                null,
                Lines(
                    ":START_ID,:END_ID,:TYPE,w:int",
                    leaves,
                    i => i % 2 == 0 ? $"0,{i + 1},T{i % types},{i}" : $"{i + 1},0,T{i % types},{i}"
                )
            );
        folder.Options = folder.Options with { IdType = IdType.Integer };
        var graph = folder.RunAndRead();
        Assert.Equal(types, graph.Counts.RelationshipsByType.Count);
        var expected = Enumerable
            .Range(0, leaves)
            .Select(i =>
                i % 2 == 0
                    ? $"0-[T{i % types} {{w: {i}}}]->{i + 1}"
                    : $"{i + 1}-[T{i % types} {{w: {i}}}]->0"
            );
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            graph.Relationships.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Files_with_hundreds_of_keys_of_their_own_keep_every_value()
    {
        const int Files = 30;
        const int Keys = 200;
        using var folder = new ImportFolder();
        for (int file = 0; file < Files; file++)
        {
            int first = file * Keys;
            string header = string.Join(
                ',',
                Enumerable.Range(first, Keys).Select(key => $"k{key}:int")
            );
            // Every other cell is empty, in each row another half.
            string[] rows = Lines(
                header,
                3,
                row =>
                    string.Join(
                        ',',
                        Enumerable
                            .Range(first, Keys)
                            .Select(key => (key + row) % 2 == 0 ? Text(key * 10 + row) : "")
                    )
            );
            folder.Nodes("N", rows);
        }
        var graph = folder.RunAndRead();
        Assert.Equal(Files * 3, graph.Nodes.Count);
        Assert.Equal(Files * Keys, graph.Manifest.Tokens.PropertyKeys.Count);
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            int first = node / 3 * Keys;
            int row = node % 3;
            var properties = Enumerable
                .Range(first, Keys)
                .Where(key => (key + row) % 2 == 0)
                .Select(key => $"k{key}: {key * 10 + row}");
            Assert.Equal($"(N {{{string.Join(", ", properties)}}})", graph.Nodes[node]);
        }
    }

    [Fact]
    public void A_source_in_hundreds_of_parts_gives_the_graph_of_one_file()
    {
        const int Parts = 400;
        const int RowsPerPart = 7;
        static string Row(int i) => $"{i},name {i}";
        using var one = new ImportFolder().Nodes(
            "N",
            Lines("id:ID,name", Parts * RowsPerPart, Row)
        );
        using var many = new ImportFolder();
        string[] files =
        [
            many.Write("header.csv", "id:ID,name"),
            .. Enumerable
                .Range(0, Parts)
                .Select(part =>
                    many.Write(
                        $"part{part}.csv",
                        [.. Enumerable.Range(part * RowsPerPart, RowsPerPart).Select(Row)]
                    )
                ),
        ];
        many.NodeFiles("N", files);
        Assert.Equal(one.RunAndRead().Nodes, many.RunAndRead().Nodes);
    }

    [Fact]
    public void Rows_are_the_same_whether_fields_may_hold_line_ends_or_not()
    {
        string[] lines = Lines(
            "id:ID,text,n:int",
            20_000,
            i => $"{i},\"quoted, \"\"{i}\"\"\",{i % 7}"
        );
        using var plain = new ImportFolder().Nodes("N", lines);
        using var multiline = new ImportFolder().Nodes("N", lines);
        multiline.Options = multiline.Options with { MultilineFields = true };
        Assert.Equal(plain.RunAndRead().Nodes, multiline.RunAndRead().Nodes);
    }

    private static string[] Lines(string header, int count, Func<int, string> row) =>
        [header, .. Enumerable.Range(0, count).Select(row)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
