using System.Globalization;

namespace Quiver.Import.Tests;

/// <summary>So many property keys that groups of files begin segments of their own: ids are left out, nothing else is.</summary>
public sealed class ManyKeysTests
{
    private const int Groups = 5;
    private const int KeysPerGroup = 9_000;
    private const int RowsPerGroup = 3;
    private const int GroupsPerSegment = 3;
    private const int RowsPerSegment = 65_536;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Tens_of_thousands_of_keys_are_spread_over_segments_whatever_the_threads(int threads)
    {
        using var folder = new ImportFolder();
        for (int group = 0; group < Groups; group++)
        {
            folder.Nodes(group == 1 ? "" : "N", Wide(group));
        }
        // No new keys: stays in the segment that the last group began.
        folder.Nodes("Plain", "id:ID,k0:int", "plain,7");
        folder.Relationships(
            "T",
            [
                ":START_ID,:END_ID",
                .. Enumerable
                    .Range(0, Groups)
                    .Select(group => $"{group}-0,{(group + 2) % Groups}-2"),
                "plain,0-1",
            ]
        );
        folder.Options = folder.Options with { Threads = threads };
        var result = folder.Run();
        Assert.Equal((Groups * RowsPerGroup) + 1, result.Nodes);
        var graph = ImportedGraph.ReadWithHoles(
            folder.Options.FileSystem,
            folder.Options.DatabaseDirectory
        );
        Assert.Equal((Groups * (KeysPerGroup - 1)) + 1, graph.Manifest.Tokens.PropertyKeys.Count);
        Assert.Equal(result.Nodes, graph.Nodes.Count);
        for (int node = 0; node < Groups * RowsPerGroup; node++)
        {
            var (group, row) = (node / RowsPerGroup, node % RowsPerGroup);
            Assert.Equal(IdOf(group, row), graph.NodeIds[node]);
            string label = group == 1 ? $"R{row % 2}" : "N";
            Assert.StartsWith($"({label} {{", graph.Nodes[node], StringComparison.Ordinal);
            string text = graph.Nodes[node];
            Assert.Equal(KeysPerGroup, text.Count(character => character == ':'));
            Assert.Contains($"id: '{group}-{row}'", text, StringComparison.Ordinal);
            int last = ((group + 1) * KeysPerGroup) - 2;
            Assert.Contains(Property(last, row), text, StringComparison.Ordinal);
        }
        Assert.Equal("(Plain {id: 'plain', k0: 7})", graph.Nodes[^1]);
        Assert.Equal(IdOf(Groups - 1, RowsPerGroup), graph.NodeIds[^1]);
        var expected = Enumerable
            .Range(0, Groups)
            .Select(group => $"{IdOf(group, 0)}-[T]->{IdOf((group + 2) % Groups, 2)}")
            .Append($"{graph.NodeIds[^1]}-[T]->{IdOf(0, 1)}");
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            graph.Relationships.Order(StringComparer.Ordinal)
        );
    }

    /// <summary>A file of keys of its own, the second with its labels in cells.</summary>
    private static string[] Wide(int group)
    {
        int first = group * KeysPerGroup;
        var keys = Enumerable.Range(first, KeysPerGroup - 1);
        string label = group == 1 ? ",:LABEL" : "";
        return
        [
            $"id:ID{label},{string.Join(',', keys.Select(key => $"k{key}:int"))}",
            .. Enumerable
                .Range(0, RowsPerGroup)
                .Select(row =>
                    $"{group}-{row}{(group == 1 ? $",R{row % 2}" : "")},{string.Join(',', keys.Select(key => Text(key + row)))}"
                ),
        ];
    }

    private static string Property(int key, int row) => $"k{key}: {Text(key + row)}";

    private static long IdOf(int group, int row) =>
        ((long)(group / GroupsPerSegment) * RowsPerSegment)
        + (group % GroupsPerSegment * RowsPerGroup)
        + row;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
