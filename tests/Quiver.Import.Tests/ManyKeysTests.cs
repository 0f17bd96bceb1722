using System.Globalization;
using Quiver.Storage.Statistics;

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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Estimates_do_not_depend_on_whether_a_group_has_its_keys_for_itself(int threads)
    {
        var own = EstimatesOf(threads, areShared: false);
        Assert.Equal(3_902, own.Count);
        Assert.Equal(
            EstimatesOf(threads, areShared: true).OrderBy(estimate => estimate.Key),
            own.OrderBy(estimate => estimate.Key)
        );
        Assert.Equal(1, own["a0"].DistinctCount);
        Assert.InRange(own["a9"].DistinctCount, 9, 10);
        Assert.InRange(own["a19"].DistinctCount, 18, 20);
        // Twice as many rows where two groups have the key.
        Assert.Equal(20, own["b6"].ValueCount);
        Assert.Equal(40, own["b7"].ValueCount);
        Assert.Equal(20, own["e3"].ValueCount);
    }

    /// <summary>Imports groups of keys of their own, of which one has some in common with the next, one is longer than a block and one has two files.</summary>
    /// <param name="threads">How many threads.</param>
    /// <param name="areShared">Whether a further group has all keys, but no rows.</param>
    private static Dictionary<string, PropertyEstimate> EstimatesOf(int threads, bool areShared)
    {
        const int Rows = 20;
        var a = Keys('a', 300);
        var b = Keys('b', 300);
        string[] again = [.. b.Skip(7).Take(2), .. Keys('c', 300)];
        var d = Keys('d', 2_000);
        var e = Keys('e', 1_000);
        using var folder = new ImportFolder();
        string[] plain = ["id:ID,p:int", .. Enumerable.Range(0, 1_000).Select(row => $"p{row},1")];
        folder.Nodes("N", plain);
        folder.Nodes("N", Table(a, 0, Rows)).Nodes("N", Table(b, 0, Rows));
        folder.Nodes("N", Table(again, Rows, Rows)).Nodes("N", Table(d, 0, Rows));
        folder.NodeFiles(
            "N",
            folder.Write("first.csv", Table(e, 0, Rows / 2)),
            folder.Write("second.csv", Table(e, Rows / 2, Rows / 2)[1..])
        );
        if (areShared)
        {
            string[] all = [.. a, .. b, .. again.Skip(2), .. d, .. e];
            folder.Nodes("N", Header(all));
        }
        folder.Options = folder.Options with { Threads = threads };
        var manifest = folder.RunAndRead().Manifest;
        return manifest.NodePropertyEstimates.ToDictionary(
            estimate => manifest.Tokens.PropertyKeys[estimate.Key],
            estimate => estimate.Value,
            StringComparer.Ordinal
        );

        static string[] Keys(char first, int count) =>
            [.. Enumerable.Range(0, count).Select(key => first + Text(key))];

        static string Header(string[] keys) => $"id:ID,{string.Join(":long,", keys)}:long";

        static string[] Table(string[] keys, int firstRow, int rows) =>
            [
                Header(keys),
                .. Enumerable
                    .Range(firstRow, rows)
                    .Select(row =>
                        $"{keys[0]}-{row},{string.Join(',', keys.Select((_, key) => Text((1_000_000_007L * (key + 1)) + (row % ((key % Rows) + 1)))))}"
                    ),
            ];
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

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
