using Quiver.Model;
using Quiver.Storage.Delta;
using Quiver.Storage.Increments;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Increments;

public sealed class AdjacencyOrderTests
{
    private const string Folder = "/disk/databases/db";

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1L << 40, false)]
    public void Relationships_of_several_chunks_come_in_the_order_of_an_end_whatever_the_parts(
        long knownNodes,
        bool fitsWord
    )
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        var files = new SimulatedFileSystem(1);
        Database.CreateEmpty(files, Folder);
        using var database = Database.Open(files, Folder, DatabaseOptions.Default);
        using var before = database.Latest();
        for (int round = 0; round < 20; round++)
        {
            ChangeRun[] chunks = MakeChunks(random, knownNodes);
            RelationshipEntry[] all =
            [
                .. chunks.SelectMany(chunk => chunk.Relationships.ToArray()).OrderBy(r => r.Id),
            ];
            var stretches = Stretch.Cut(
                [.. chunks.Select(chunk => chunk.Relationships.Length)],
                (chunk, i) => chunks[chunk].Relationships[i].Id
            );
            var layout = default(AdjacencyKeyLayout);
            foreach (var relationship in all)
            {
                layout.Widen(relationship);
            }
            Assert.Equal(fitsWord, layout.TryComplete());
            var buckets = AdjacencyBuckets.Count(chunks, new ChunkPages(chunks), layout, "chunks");
            foreach (bool outgoing in new[] { true, false })
            {
                var order = new AdjacencyOrder(chunks, stretches, outgoing)
                {
                    Layout = layout,
                    HasWords = fitsWord,
                    Buckets = buckets.Of(outgoing),
                    PartLength = random.Next(1, 400),
                    GroupLength = random.Next(1, 100),
                };
                var counts = new CreatedCounts(before, chunks, [], outgoing);
                int[] found = order.Sort(counts);

                var expected = Enumerable
                    .Range(0, all.Length)
                    .Where(place => all[place].Flags != EntityFlags.None)
                    .Order(
                        Comparer<int>.Create(
                            (a, b) => ChangeRunFormat.Compare(all[a], all[b], outgoing)
                        )
                    );
                Assert.True(expected.SequenceEqual(found), $"seed {seed}, round {round}");
                Assert.Equal(outgoing ? CreatedByType(all) : [], ByType(counts));
            }
            Array.ForEach(chunks, static chunk => chunk.Dispose());
        }
    }

    [Fact]
    public void A_relationship_of_a_node_that_there_cannot_be_is_damage()
    {
        var builder = new ChangeRunBuilder();
        var record = new RelationshipRecord(new(0), new(7), new(1L << 45));
        builder.CreateRelationship(new(3), record);
        using var chunk = ChangeRun.Open(builder.Seal(0, 0), "a chunk");
        var layout = default(AdjacencyKeyLayout);
        layout.Widen(knownNodes: 1_000_000, added: 10, types: 1);
        Assert.True(layout.TryComplete());
        var damage = Assert.Throws<CorruptionException>(() =>
            AdjacencyBuckets.Count([chunk], new ChunkPages([chunk]), layout, "the folder")
        );
        Assert.Equal("the folder", damage.File);
    }

    private static ChangeRun[] MakeChunks(Random random, long knownNodes)
    {
        var builders = Enumerable.Range(0, 4).Select(static _ => new ChangeRunBuilder()).ToArray();
        int count = random.Next(2, 1500);
        long hub = random.NextInt64(knownNodes);
        for (int i = 0; i < count; i++)
        {
            // Rows of one block stand in one chunk.
            var builder = builders[i / 50 % builders.Length];
            var record = new RelationshipRecord(new(random.Next(3)), Node(), Node());
            if (random.Next(3) == 0)
            {
                builder.DeleteRelationship(new(i), record);
            }
            else if (random.Next(3) == 0)
            {
                builder.SetProperty(new(i), record, 0, Model.Values.Value.Integer(i));
            }
            else
            {
                builder.CreateRelationship(new(IncrementIds.First + i), record);
            }
        }
        // The highest known node says how long keys are.
        builders[0]
            .DeleteRelationship(
                new(count),
                new RelationshipRecord(new(0), new(knownNodes), new(knownNodes))
            );
        return
        [
            .. builders
                .Where(static builder => !builder.IsEmpty)
                .Select(static builder => ChangeRun.Open(builder.Seal(0, 0), "a chunk")),
        ];

        NodeId Node() =>
            random.Next(4) switch
            {
                0 => new(hub),
                1 => new(IncrementIds.First + random.Next(100)),
                2 => new(random.Next(20)),
                _ => new(random.NextInt64(knownNodes)),
            };
    }

    private static Dictionary<int, long> CreatedByType(RelationshipEntry[] all) =>
        all.Where(static r => r.Flags == EntityFlags.Created)
            .GroupBy(static r => r.Type)
            .ToDictionary(static group => group.Key, static group => group.LongCount());

    private static Dictionary<int, long> ByType(CreatedCounts counts)
    {
        var differences = new CountDifferences();
        counts.AddTo(differences);
        return differences
            .ToArray()
            .Where(static entry => entry.Kind == CountKind.RelationshipsByType)
            .ToDictionary(static entry => entry.Type, static entry => entry.Difference);
    }
}
