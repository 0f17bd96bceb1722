using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Execution.Tokens;
using Quiver.Cypher.Planning.Binding;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Operators;

public sealed class VarLengthExpandTests
{
    private static readonly Variable Start = new("start", 0, CypherType.Node, isNamed: true);
    private static readonly Variable Used = new("used", 1, CypherType.Relationship, isNamed: true);
    private static readonly Variable Wanted = new("wanted", 2, CypherType.Node, isNamed: true);
    private static readonly Variable IsOpen = new("open", 3, CypherType.Boolean, isNamed: true);
    private static readonly Variable Walk = new("walk", 4, CypherType.Any, isNamed: true);
    private static readonly Variable End = new("end", 5, CypherType.Node, isNamed: true);
    private static readonly RowSchema Source = new([Start, Used, Wanted, IsOpen]);

    /// <summary>A row that comes alone has its walks made for it alone; those of many rows at once must be the same, in the same order.</summary>
    [Theory]
    [InlineData("trees")]
    [InlineData("few relationships")]
    [InlineData("many relationships")]
    [InlineData("a chain")]
    [InlineData("chains and a hub")]
    public void Rows_that_come_together_have_the_walks_that_each_has_alone(string shape)
    {
        int found = 0;
        for (int seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var relationships = Relationships(shape, random, out int nodes);
            using var graph = new TestGraph(
                [
                    .. Enumerable.Range(0, nodes).Select(static i => $"(n{i})"),
                    .. relationships.Select(static r => $"(n{r.From})-[:R]->(n{r.To})"),
                ],
                seed % 2 == 0 ? DataForm.Reopened : DataForm.Delta
            );
            var context = new QueryContext(
                graph.Snapshot,
                MapValue.Empty,
                ExecutionOptions.Default,
                TestContext.Current.CancellationToken
            );
            var rows = Rows(random, nodes, relationships.Count);
            Direction[] directions = [Direction.Outgoing, Direction.Incoming, Direction.Both];
            var direction = directions[random.Next(3)];
            // Of longer walks there would be too many.
            bool areShort = direction == Direction.Both || shape == "many relationships";
            int most = 1 + random.Next(areShort ? 2 : 150);
            int fewest = random.Next(Math.Min(most, 3) + 1);
            bool isInto = random.Next(4) == 0;
            var step = new ExpandStep(
                FromSlot: 0,
                ToSlot: isInto ? 2 : -1,
                direction,
                new RelationshipTypeReferences(["R"]),
                new UsedRelationships(random.Next(2) == 0 ? [] : [1])
            );
            var schema = new RowSchema([Start, Used, Walk, End]);
            var settings = new WalkSettings(
                fewest,
                most,
                IsReversed: random.Next(2) == 0,
                random.Next(2) == 0 ? null : new ColumnExpression(3),
                Source.Width,
                ListSlot: 2,
                EndSlot: isInto ? -1 : 3
            );
            VarLengthExpandOperator Expand(params Batch[] batches) =>
                new(
                    context,
                    new RowsOperator(batches),
                    step,
                    settings,
                    new OutputColumns(isInto ? new RowSchema([Start, Used, Walk]) : schema, Source)
                );
            var alone = Values.AllRows(
                Expand([.. Enumerable.Range(0, rows.RowCount).Select(row => Cut(rows, row, 1))])
            );
            var together = Expand(
                Cut(rows, 0, 1),
                Cut(rows, 1, rows.RowCount - 101),
                Cut(rows, rows.RowCount - 100, 100)
            );
            found += alone.Count;
            Assert.Equal(alone, Values.AllRows(together));
            Assert.Equal(0, context.Memory.UsedBytes);
            // Begun anew in the middle as well.
            together.Restart();
            _ = together.Next();
            together.Restart();
            Assert.Equal(0, context.Memory.UsedBytes);
            Assert.Equal(alone, Values.AllRows(together));
        }
        Assert.InRange(found, 1000, int.MaxValue);
    }

    private static List<(int From, int To)> Relationships(
        string shape,
        Random random,
        out int nodes
    )
    {
        int count = nodes = shape switch
        {
            "trees" => 400,
            "few relationships" => 200,
            "many relationships" => 30,
            "a chain" => 140,
            _ => 150,
        };
        var made = new List<(int From, int To)>();
        switch (shape)
        {
            case "trees":
                // Each node but the first twenty below an earlier one.
                made.AddRange(Enumerable.Range(20, count - 20).Select(i => (i, random.Next(i))));
                break;
            case "few relationships":
                made.AddRange(
                    Enumerable.Range(0, 160).Select(_ => (random.Next(count), random.Next(count)))
                );
                break;
            case "many relationships":
                made.AddRange(
                    Enumerable.Range(0, 200).Select(_ => (random.Next(count), random.Next(count)))
                );
                break;
            default:
                made.AddRange(Enumerable.Range(1, count - 1).Select(static i => (i, i - 1)));
                break;
        }
        if (shape == "chains and a hub")
        {
            made.RemoveAll(static r => r.From % 10 == 0);
            made.AddRange(Enumerable.Range(0, 1200).Select(i => (9, 10 + (i % (count - 10)))));
        }
        return made;
    }

    private static Batch Rows(Random random, int nodes, int relationships)
    {
        const int Count = 350;
        var starts = new WordVector(VectorKind.Node, Count);
        var used = new WordVector(VectorKind.Relationship, Count);
        var wanted = new WordVector(VectorKind.Node, Count);
        var open = new ColumnBuilder(Count);
        for (int row = 0; row < Count; row++)
        {
            if (random.Next(10) == 0)
            {
                starts.AppendNull();
            }
            else
            {
                starts.Append(random.Next(nodes));
            }
            used.Append(random.Next(relationships));
            wanted.Append(random.Next(Math.Min(nodes, 25)));
            open.Append(Value.Boolean(random.Next(4) > 0));
        }
        return Values.Rows(starts, used, wanted, open.Build());
    }

    private static Batch Cut(Batch rows, int from, int count)
    {
        int[] taken = [.. Enumerable.Range(from, count)];
        return new Batch([.. rows.Columns.Select(column => column.Gather(taken))], count);
    }
}
