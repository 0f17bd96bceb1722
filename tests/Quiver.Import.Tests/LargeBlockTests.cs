using System.Globalization;

namespace Quiver.Import.Tests;

/// <summary>Nodes with more relationships than there is memory for: the graph is the same as with much memory, ids and properties included.</summary>
public sealed class LargeBlockTests
{
    private const int Nodes = 3_000;
    private const int LittleMemory = 1 << 20;
    private static readonly int Edges = Nightly.Times(25_000, 500_000);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_hub_at_either_end_is_the_same(int threads) =>
        Compare(
            threads,
            (random, i) => i % 3 == 0 ? (AnyNode(random), 5) : (5, AnyNode(random)),
            "w:int,t"
        );

    [Fact]
    public void Many_starts_and_ends_are_the_same() =>
        Compare(2, (random, _) => (AnyNode(random), AnyNode(random)), "w:int");

    [Fact]
    public void Relationships_between_the_same_two_nodes_keep_their_order() =>
        Compare(2, (_, i) => (7, i % 50 == 0 ? i % Nodes : 8), "w:int,t");

    [Fact]
    public void Relationships_without_properties_are_the_same() =>
        Compare(2, (random, i) => i % 2 == 0 ? (1, AnyNode(random)) : (AnyNode(random), 2_999), "");

    private static int AnyNode(Random random) => random.Next(Nodes);

    private static void Compare(int threads, Func<Random, int, (int, int)> edge, string properties)
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            [
                "id:ID",
                .. Enumerable
                    .Range(0, Nodes)
                    .Select(static i => i.ToString(CultureInfo.InvariantCulture)),
            ]
        );
        var random = new Random(11);
        // A key's type differs between the files: the column of both together is mixed.
        folder.Relationships("R", Rows(random, edge, properties));
        folder.Relationships(
            "R",
            Rows(random, edge, properties.Replace("w:int", "w", StringComparison.Ordinal))
        );
        folder.Options = folder.Options with { IdType = IdType.Integer, Threads = threads };
        var expected = folder.RunAndRead();
        var files = new WatchedFileSystem();
        folder.Options = folder.Options with
        {
            FileSystem = files,
            OverwriteDestination = true,
            MaxOffHeapMemoryBytes = LittleMemory,
        };
        var graph = folder.RunAndRead();
        Assert.Contains("block.runs", files.Created);
        Assert.Equal(2 * Edges, graph.Relationships.Count);
        Assert.Equal(expected.Relationships, graph.Relationships);
        Assert.Equal(expected.Counts.Relationships, graph.Counts.Relationships);
    }

    private static string[] Rows(
        Random random,
        Func<Random, int, (int, int)> edge,
        string properties
    )
    {
        string[] rows = new string[Edges + 1];
        rows[0] = properties.Length == 0 ? ":START_ID,:END_ID" : $":START_ID,:END_ID,{properties}";
        for (int i = 0; i < Edges; i++)
        {
            var (start, end) = edge(random, i);
            string cells = properties switch
            {
                "" => "",
                "w:int" or "w" => $",{i}",
                _ => $",{(i % 7 == 0 ? "" : i)},{(i % 3 == 0 ? "" : $"text {i}")}",
            };
            rows[i + 1] = $"{start},{end}{cells}";
        }
        return rows;
    }
}
