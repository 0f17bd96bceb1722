using System.Globalization;
using System.Text.Json;

namespace Quiver.Import.Tests;

/// <summary>Second and later nodes of one id.</summary>
public sealed class DuplicateIdTests
{
    [Fact]
    public void Both_places_are_named_within_and_among_files()
    {
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID(g)", "1", "", "2", "2", "3", "3", "4")
            .Nodes("M", "id:ID(g)", "5", "4", "3")
            .Nodes("O", "id:ID(h)", "3");
        Assert.Contains(
            $"nodes0.csv:5:1: Id '2' is defined more than once in group 'g', first at {folder.Folder}/nodes0.csv:4.",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Options = folder.Options with { SkipDuplicateNodes = true };
        var graph = folder.RunAndRead();
        Assert.Equal(
            [
                "(N {id: '1'})",
                "(N {id: '2'})",
                "(N {id: '3'})",
                "(N {id: '4'})",
                "(M {id: '5'})",
                "(O {id: '3'})",
            ],
            graph.Nodes
        );
        Assert.Equal(
            ["nodes0:5<nodes0:4", "nodes0:7<nodes0:6", "nodes1:3<nodes0:8", "nodes1:4<nodes0:6"],
            folder.Report.Select(Places)
        );
    }

    [Fact]
    public void The_first_place_is_right_where_rows_are_several_lines()
    {
        string[] rows =
        [
            .. Enumerable
                .Range(0, 300)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{i},\"{new string('\n', i == 150 ? 400 : i % 3)}\""
                    )
                ),
        ];
        using var folder = new ImportFolder().Nodes(
            "N",
            ["id:ID,text", .. rows, "0,a", "299,b", "151,c", "150,d"]
        );
        folder.Options = folder.Options with { SkipDuplicateNodes = true, MultilineFields = true };
        folder.Run();
        long[] lines = [2, .. new long[299]];
        for (int i = 1; i < lines.Length; i++)
        {
            lines[i] = lines[i - 1] + 1 + (i - 1 == 150 ? 400 : (i - 1) % 3);
        }
        Assert.Equal(
            [lines[0], lines[299], lines[151], lines[150]],
            folder.Report.Select(line => First(line).GetProperty("line").GetInt64())
        );
    }

    [Fact]
    public void Ids_longer_than_eighty_characters_differ_in_their_last_one()
    {
        string id = new('x', 200);
        using var folder = new ImportFolder()
            .Nodes("N", "id:ID", id + "a", id + "b", id + "a")
            .Relationships("R", ":START_ID,:END_ID", $"{id}b,{id}a");
        folder.Options = folder.Options with { SkipDuplicateNodes = true };
        Assert.Equal(1, folder.Run().Skipped.DuplicateNodes);
        Assert.Equal(["1-[R]->0"], folder.Read().Relationships);
    }

    [Fact]
    public void Ten_thousand_copies_of_one_id_are_one_node_when_any_number_is_tolerated()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            ["id:ID", .. Enumerable.Repeat("same", 10_000)]
        );
        folder.Options = folder.Options with { SkipDuplicateNodes = true, BadTolerance = -1 };
        Assert.Equal(9_999, folder.Run().Skipped.DuplicateNodes);
        Assert.Single(folder.Read().Nodes);
    }

    [Fact]
    public void Six_equal_ids_are_too_many_for_a_tolerance_of_four()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            ["id:ID", .. Enumerable.Repeat("same", 6)]
        );
        folder.Options = folder.Options with { SkipDuplicateNodes = true, BadTolerance = 4 };
        Assert.Contains("Too many bad entries", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_blocks_with_duplicates_keep_their_places_on_disk_and_with_any_threads()
    {
        const int Ids = 60_000;
        using var folder = new ImportFolder();
        var culture = CultureInfo.InvariantCulture;
        string[] rows =
        [
            .. Enumerable
                .Range(0, Ids)
                .SelectMany(i =>
                    i % 10 == 9
                        ? new[] { $"person-{i}", $"person-{(i * 7919L) % i}" }
                        : [string.Create(culture, $"person-{i}")]
                ),
        ];
        folder.Nodes("N", ["id:ID", .. rows]);
        var expected = new List<string>();
        var firsts = new Dictionary<string, int>();
        for (int i = 0; i < rows.Length; i++)
        {
            if (!firsts.TryAdd(rows[i], i + 2))
            {
                expected.Add(string.Create(culture, $"nodes0:{i + 2}<nodes0:{firsts[rows[i]]}"));
            }
        }
        foreach (var (threads, memory) in ((int, long)[])[(1, 0), (3, 0), (2, 1)])
        {
            folder.Options = folder.Options with
            {
                SkipDuplicateNodes = true,
                BadTolerance = -1,
                Threads = threads,
                MaxOffHeapMemoryBytes = memory,
                OverwriteDestination = true,
            };
            var result = folder.Run();
            Assert.Equal(Ids, result.Nodes);
            Assert.Equal(expected, folder.Report.Select(Places));
        }
    }

    private static string Places(string line)
    {
        using var document = JsonDocument.Parse(line);
        return $"{PlaceOf(document.RootElement)}<{PlaceOf(First(line))}";
    }

    private static JsonElement First(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("first").Clone();
    }

    private static string PlaceOf(JsonElement entry) =>
        $"{Path.GetFileNameWithoutExtension(entry.GetProperty("source").GetString())}:{entry.GetProperty("line").GetInt64()}";
}
