using Quiver.Model;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Tests.Delta;

/// <summary>What a run did to the relationships of a node is what its entries say, whether it has an index of them or not, and whether its nodes lie close together or not.</summary>
public sealed class AdjacencyChangesTests
{
    [Theory]
    [InlineData(40, 30, 1)]
    [InlineData(700, 30, 1)]
    [InlineData(700, 400, 1)]
    [InlineData(700, 400, 1000)]
    [InlineData(2000, 3, 1_000_000_007)]
    public void They_are_those_of_the_entries(int relationships, int nodes, long distance)
    {
        var random = new Random(relationships + nodes);
        using var run = RunOf(relationships, nodes, distance, random);
        foreach (bool outgoing in (bool[])[true, false])
        {
            for (int i = -1; i <= nodes; i++)
            {
                long node = i * distance;
                Assert.Equal(
                    Expected(run, node, node, outgoing),
                    Of(run.ChangesAt(node, outgoing))
                );
                bool isTouched = run.ChangesAt(node, outgoing).Count > 0;
                var filter = outgoing ? run.OutgoingFilter : run.IncomingFilter;
                Assert.True(filter.MayContain(node) || !isTouched);
                Assert.Equal(isTouched, !run.AdjacencyOf(node, outgoing).IsEmpty);
            }
            for (int i = 0; i < 200; i++)
            {
                long first = random.NextInt64(-1, nodes + 1) * distance;
                long last = i == 0 ? long.MaxValue - 1 : first + random.NextInt64(0, 9 * distance);
                Assert.Equal(
                    Expected(run, first, last, outgoing),
                    Of(run.ChangesAt(first, last, outgoing))
                );
            }
        }
    }

    [Fact]
    public void A_filter_of_ids_close_together_lets_only_these_pass()
    {
        var filter = new IdFilter(100, 50, 50 + 300);
        for (int id = 50; id <= 350; id += 3)
        {
            filter.Add(id);
        }
        for (int id = -70; id < 500; id++)
        {
            Assert.Equal(id is >= 50 and <= 350 && (id - 50) % 3 == 0, filter.MayContain(id));
        }
        Assert.False(filter.MayContain(long.MinValue));
        Assert.False(filter.MayContain(long.MaxValue));
    }

    private static ChangeRun RunOf(int relationships, int nodes, long distance, Random random)
    {
        var builder = new ChangeRunBuilder();
        for (int i = 0; i < relationships; i++)
        {
            var record = new RelationshipRecord(
                new(random.Next(4)),
                new(random.Next(nodes) * distance),
                new(random.Next(nodes) * distance)
            );
            var relationship = new RelationshipId(3L * i);
            if (random.Next(3) == 0)
            {
                builder.DeleteRelationship(relationship, record);
            }
            else
            {
                builder.CreateRelationship(relationship, record);
            }
        }
        return ChangeRun.Open(builder.Seal(nodes * distance, 3L * relationships), "a test's run");
    }

    private static List<AdjacencyChange> Expected(
        ChangeRun run,
        long first,
        long last,
        bool outgoing
    )
    {
        var all = new List<AdjacencyChange>();
        foreach (var entry in run.Relationships)
        {
            all.Add(AdjacencyChanges.Of(entry, outgoing));
        }
        return
        [
            .. all.Where(c => c.Node >= first && c.Node <= last)
                .OrderBy(static c => (c.Node, c.Type, c.Neighbour, c.Relationship)),
        ];
    }

    private static List<AdjacencyChange> Of(AdjacencyChanges changes)
    {
        var all = new List<AdjacencyChange>();
        for (int i = 0; i < changes.Count; i++)
        {
            all.Add(changes[i]);
        }
        return all;
    }
}
