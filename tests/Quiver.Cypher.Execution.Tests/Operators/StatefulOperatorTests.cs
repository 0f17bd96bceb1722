using Quiver.Cypher.Execution.Aggregation;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Planning.Binding;
using Quiver.Model.Columns;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Operators;

public sealed class StatefulOperatorTests
{
    private static readonly Variable[] Variables =
    [
        new("a", 0, CypherType.Any, isNamed: true),
        new("b", 1, CypherType.Any, isNamed: true),
        new("c", 2, CypherType.Any, isNamed: true),
        new("d", 3, CypherType.Any, isNamed: true),
    ];

    private static readonly RowSchema Schema = new(Variables[..2]);
    private static readonly OutputColumns Output = new(Schema, Schema);

    [Fact]
    public void Sort_orders_by_all_keys_and_keeps_the_order_of_equals()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new RandomColumns(seed);
            var batches = Batches(random, 5);
            bool[] descending = [random.Next(2) == 0, random.Next(2) == 0];
            var context = QueryContexts.WithoutGraph();
            var keys = new SortKeys([(0, descending[0]), (1, descending[1])], context);
            var sort = new SortOperator(context, new RowsOperator(batches), keys, Schema, Output);
            Assert.Equal(Sorted(batches, descending), Values.AllRows(sort));
            sort.Restart();
            Assert.Equal(Sorted(batches, descending), Values.AllRows(sort));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(5000)]
    public void Top_gives_what_sorting_all_gives_first(int limit)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new RandomColumns(seed);
            var batches = Batches(random, 30);
            bool[] descending = [random.Next(2) == 0, random.Next(2) == 0];
            var context = QueryContexts.WithoutGraph();
            var keys = new SortKeys([(0, descending[0]), (1, descending[1])], context);
            var settings = new TopSettings(limit, Schema.Width);
            var top = new TopOperator(context, new RowsOperator(batches), keys, settings, Output);
            Assert.Equal(Sorted(batches, descending).Take(limit), Values.AllRows(top));
        }
    }

    [Fact]
    public void Distinct_keeps_the_first_row_of_equivalent_ones()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var batches = Batches(new RandomColumns(seed), 6);
            var distinct = new DistinctOperator(
                QueryContexts.WithoutGraph(),
                new RowsOperator(batches),
                [new ColumnExpression(0), new ColumnExpression(1)],
                [0, 1]
            );
            var seen = new HashSet<Value>(ValueEquivalence.Instance);
            var expected = RowsOf(batches).Where(row => seen.Add(Value.List(row))).Select(Text);
            Assert.Equal(expected, Values.AllRows(distinct));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Distinct_entities_come_once_whatever_comes_between_them(bool isReused)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new RandomColumns(seed);
            var batches = Enumerable.Range(0, 8).Select(b => EntityRows(random, b)).ToArray();
            var distinct = new DistinctOperator(
                QueryContexts.WithoutGraph(),
                new RowsOperator(batches),
                [new ColumnExpression(0)],
                [0]
            );
            if (isReused)
            {
                distinct.AllowReuse();
            }
            var seen = new HashSet<Value>(ValueEquivalence.Instance);
            var expected = RowsOf(batches).Where(row => seen.Add(row[0])).Select(Text).ToList();
            Assert.Equal(expected, Values.AllRows(distinct));
            distinct.Restart();
            Assert.Equal(expected, Values.AllRows(distinct));
        }
    }

    // Nodes at first, with or without nulls; behind them relationships or values of other kinds, in some rounds.
    private static Batch EntityRows(RandomColumns random, int batch)
    {
        if (batch > 4 && random.Next(3) == 0)
        {
            return Values.Rows(random.Column(random.Kind(), 20, withNulls: true));
        }
        int count = 1 + random.Next(300);
        var column = new WordVector(VectorKind.Node, count);
        for (int row = 0; row < count; row++)
        {
            if (random.Next(90) == 0)
            {
                column.AppendNull();
            }
            else
            {
                column.Append(random.Next(3) == 0 ? random.Next(400) : random.Next(2_000_000));
            }
        }
        return Values.Rows(column);
    }

    [Fact]
    public void Skip_and_limit_cut_rows_and_a_limit_does_not_ask_further()
    {
        var batches = Enumerable
            .Range(0, 4)
            .Select(b => Values.Rows(Values.Column(b * 2, b * 2 + 1)))
            .ToArray();
        var schema = new RowSchema(Variables[..1]);
        var output = new OutputColumns(schema, schema);
        var source = new RowsOperator(batches);
        var limit = new LimitOperator(new SkipOperator(source, 1, output), 2, output);
        Assert.Equal(["1", "2"], Values.AllRows(limit));
        Assert.Equal(2, source.Given);
    }

    [Fact]
    public void A_hash_join_gives_what_nested_loops_give()
    {
        for (int seed = 0; seed < 80; seed++)
        {
            var random = new RandomColumns(seed);
            var left = Batches(random, 2);
            var right = Batches(random, 2);
            var leftSchema = new RowSchema(Variables[..2]);
            var rightSchema = new RowSchema(Variables[2..]);
            var columns = new JoinColumns(new RowSchema(Variables), leftSchema, rightSchema);
            var join = new HashJoinOperator(
                QueryContexts.WithoutGraph(),
                (new RowsOperator(left), new RowsOperator(right)),
                [new ColumnExpression(0)],
                [new ColumnExpression(0)],
                columns
            );
            var expected =
                from l in RowsOf(left)
                from r in RowsOf(right)
                where ValueEquality.Compare(l[0], r[0]) == Ternary.True
                select Text([.. l, .. r]);
            Assert.Equal(
                expected.Order(StringComparer.Ordinal),
                Values.AllRows(join).Order(StringComparer.Ordinal)
            );
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_outer_hash_join_keeps_each_right_row_that_finds_none_once_with_nulls(
        int leftBatches
    )
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new RandomColumns(seed);
            var left = Batches(random, leftBatches);
            var right = Batches(random, 2);
            var leftSchema = new RowSchema(Variables[..2]);
            var rightSchema = new RowSchema(Variables[2..]);
            var columns = new JoinColumns(new RowSchema(Variables), leftSchema, rightSchema);
            var join = new HashJoinOperator(
                QueryContexts.WithoutGraph(),
                (new RowsOperator(left), new RowsOperator(right)),
                [new ColumnExpression(0)],
                [new ColumnExpression(0)],
                columns,
                isOuter: true
            );
            Value[] none = [Value.Null, Value.Null];
            var expected =
                from r in RowsOf(right)
                from l in RowsOf(left)
                    .Where(l => ValueEquality.Compare(l[0], r[0]) == Ternary.True)
                    .DefaultIfEmpty(none)
                select Text([.. l, .. r]);
            Assert.Equal(
                expected.Order(StringComparer.Ordinal),
                Values.AllRows(join).Order(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public void A_cartesian_product_pairs_all_rows_and_reads_its_right_side_once()
    {
        var left = Batches(new RandomColumns(1), 2);
        var right = Batches(new RandomColumns(2), 2);
        var columns = new JoinColumns(
            new RowSchema(Variables),
            new RowSchema(Variables[..2]),
            new RowSchema(Variables[2..])
        );
        var rightSource = new RowsOperator(right);
        var product = new CartesianProductOperator(
            QueryContexts.WithoutGraph(),
            new RowsOperator(left),
            rightSource,
            columns,
            keepsRight: true
        );
        var expected = RowsOf(left).SelectMany(l => RowsOf(right).Select(r => Text([.. l, .. r])));
        Assert.Equal(expected, Values.AllRows(product));
        Assert.Equal(right.Length, rightSource.Given);
    }

    [Fact]
    public void A_query_that_keeps_more_than_its_memory_limit_fails_alone()
    {
        var context = QueryContexts.WithoutGraph(memoryLimitBytes: 10_000);
        var batch = Values.Rows(
            new RandomColumns(3).Column(VectorKind.Integer, 1000, withNulls: false),
            new RandomColumns(4).Column(VectorKind.Text, 1000, withNulls: false)
        );
        var keys = new SortKeys([(0, false)], context);
        var sort = new SortOperator(context, new RowsOperator(batch), keys, Schema, Output);
        var error = Assert.Throws<CypherException>(sort.Next);
        Assert.Equal("Neo.TransientError.General.MemoryPoolOutOfMemoryError", error.Status.Code);
    }

    [Fact]
    public void Sorting_ends_when_the_query_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var context = QueryContexts.Cancellable(cancellation.Token);
        var batch = Values.Rows(
            new RandomColumns(3).Column(VectorKind.Integer, 100_000, withNulls: false)
        );
        var keys = new SortKeys([(0, false)], context);
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(() => keys.Order(batch));
    }

    [Fact]
    public void Groups_are_aggregated_by_equivalent_keys()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new RandomColumns(seed);
            var batches = Batches(random, 6);
            var aggregation = new EagerAggregationOperator(
                QueryContexts.WithoutGraph(),
                new RowsOperator(batches),
                [new ColumnExpression(0)],
                [
                    new AggregateColumn("count", IsDistinct: false, []),
                    new AggregateColumn("count", IsDistinct: true, [new ColumnExpression(1)]),
                    new AggregateColumn("collect", IsDistinct: false, [new ColumnExpression(1)]),
                    new AggregateColumn("max", IsDistinct: false, [new ColumnExpression(1)]),
                ],
                [0, 1, 2, 3, 4],
                ArgumentRows.None
            );
            var expected = RowsOf(batches)
                .GroupBy(static row => row[0], ValueEquivalence.Instance)
                .Select(group =>
                {
                    var values = group
                        .Select(static r => r[1])
                        .Where(static v => !v.IsNull)
                        .ToArray();
                    var distinct = values.Distinct(ValueEquivalence.Instance).Count();
                    var max =
                        values.Length == 0 ? Value.Null : values.Order(ValueOrder.Instance).Last();
                    return (
                        Key: group.Key,
                        Text: $"{group.Count()}, {distinct}, {Value.List(values)}",
                        max
                    );
                })
                .ToList();
            var found = new List<string>();
            var batch = aggregation.Next()!;
            Assert.Equal(expected.Count, batch.RowCount);
            for (int row = 0; row < batch.RowCount; row++)
            {
                Assert.True(
                    ValueEquivalence.Instance.Equals(expected[row].Key, batch.Columns[0][row])
                );
                string text =
                    $"{batch.Columns[1][row]}, {batch.Columns[2][row]}, {batch.Columns[3][row]}";
                Assert.Equal(expected[row].Text, text);
                Assert.Equal(
                    0,
                    ValueOrder.Instance.Compare(expected[row].max, batch.Columns[4][row])
                );
            }
            Assert.Null(aggregation.Next());
        }
    }

    private static Batch[] Batches(RandomColumns random, int count)
    {
        var batches = new Batch[count];
        for (int i = 0; i < count; i++)
        {
            int rows = 1 + random.Next(100);
            batches[i] = Values.Rows(
                random.Column(random.Kind(), rows, withNulls: true),
                random.Column(random.Kind(), rows, withNulls: true)
            );
        }
        return batches;
    }

    private static List<Value[]> RowsOf(Batch[] batches)
    {
        var rows = new List<Value[]>();
        foreach (var batch in batches)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add([.. batch.Columns.Select(column => column[row])]);
            }
        }
        return rows;
    }

    private static IEnumerable<string> Sorted(Batch[] batches, bool[] descending) =>
        RowsOf(batches)
            .Order(
                Comparer<Value[]>.Create(
                    (x, y) =>
                    {
                        int first = Compare(x[0], y[0], descending[0]);
                        return first != 0 ? first : Compare(x[1], y[1], descending[1]);
                    }
                )
            )
            .Select(Text);

    private static int Compare(Value x, Value y, bool isDescending) =>
        isDescending ? ValueOrder.Instance.Compare(y, x) : ValueOrder.Instance.Compare(x, y);

    private static string Text(Value[] row) =>
        string.Join(", ", row.Select(static value => value.ToString()));
}
