using Quiver.Cypher.Execution.Aggregation;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Aggregation;

public sealed class DistinctAggregatorTests
{
    [Theory]
    [InlineData("count")]
    [InlineData("collect")]
    public void Each_value_of_a_group_is_taken_once_whatever_kinds_come(string function)
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var values = new RandomColumns(seed);
            var aggregator = new AggregateColumn(function, IsDistinct: true, []).Create();
            var model = new List<List<Value>>();
            for (int batch = 0; batch < 8; batch++)
            {
                int most = batch < 3 && seed % 2 == 0 ? 1 : 1 + random.Next(6);
                var column = Column(random, values, batch, seed);
                int[] groups = new int[column.Count];
                for (int row = 0; row < groups.Length; row++)
                {
                    groups[row] = random.Next(most);
                    while (model.Count <= groups[row])
                    {
                        model.Add([]);
                    }
                    var known = model[groups[row]];
                    if (
                        !column.IsNull(row)
                        && !known.Contains(column[row], ValueEquivalence.Instance)
                    )
                    {
                        known.Add(column[row]);
                    }
                }
                aggregator.EnsureGroups(model.Count);
                aggregator.Add(groups, [column]);
            }
            for (int group = 0; group < model.Count; group++)
            {
                var expected =
                    function == "count"
                        ? Value.Integer(model[group].Count)
                        : Value.List([.. model[group]]);
                Assert.True(
                    ValueEquivalence.Instance.Equals(expected, aggregator.Result(group)),
                    $"seed {seed}, group {group}: {aggregator.Result(group)} for {expected}"
                );
            }
            Assert.True(aggregator.MemoryBytes > 0);
        }
    }

    // Mostly nodes; some batches are nulls alone, some of any kind.
    private static ColumnVector Column(Random random, RandomColumns values, int batch, int seed)
    {
        if (random.Next(5) == 0)
        {
            var nulls = new AnyVector(10);
            nulls.AppendNulls(10);
            return nulls;
        }
        bool isOdd = batch > 3 && seed % 3 == 0;
        var kind = isOdd ? values.Kind() : VectorKind.Node;
        return values.Column(kind, 30, withNulls: random.Next(2) == 0);
    }
}
