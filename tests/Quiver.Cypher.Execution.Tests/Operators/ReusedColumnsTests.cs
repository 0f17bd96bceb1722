using Quiver.Cypher.Execution.Operators;
using Quiver.Cypher.Planning.Binding;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Tests.Operators;

public sealed class ReusedColumnsTests
{
    private static readonly RowSchema Schema = new([
        new Variable("a", 0, CypherType.Any, isNamed: true),
        new Variable("b", 1, CypherType.Any, isNamed: true),
    ]);

    [Fact]
    public void Columns_filled_anew_hold_what_new_ones_hold()
    {
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new RandomColumns(seed);
            var fresh = new OutputColumns(Schema, Schema);
            var reused = new OutputColumns(Schema, Schema);
            reused.AllowReuse();
            for (int batch = 0; batch < 8; batch++)
            {
                int count = 1 + random.Next(40);
                var rows = new Batch([Column(random, count), Column(random, count)], count);
                int[] taken = new int[random.Next(60)];
                for (int i = 0; i < taken.Length; i++)
                {
                    taken[i] = random.Next(count + 1) - 1;
                }
                var expected = fresh.Pass(rows, taken);
                var found = reused.Pass(rows, taken);
                for (int row = 0; row < taken.Length; row++)
                {
                    Assert.Equal(expected[0][row].ToString(), found[0][row].ToString());
                    Assert.Equal(expected[1][row].ToString(), found[1][row].ToString());
                }
            }
        }
    }

    [Fact]
    public void Without_leave_a_column_that_was_passed_on_stays_as_it_was()
    {
        var output = new OutputColumns(Schema, Schema);
        var first = output.Pass(Numbers(1, 2), [0, 1]);
        var second = output.Pass(Numbers(3, 4), [1, 0]);
        Assert.Equal([1L, 2L], ((WordVector)first[0]).Items.ToArray());
        Assert.Equal([4L, 3L], ((WordVector)second[0]).Items.ToArray());
    }

    private static ColumnVector Column(RandomColumns random, int count) =>
        random.Column(random.Kind(), count, withNulls: random.Next(2) == 0);

    private static Batch Numbers(params long[] numbers)
    {
        var column = new WordVector(VectorKind.Integer, numbers.Length);
        numbers.CopyTo(column.AppendSpan(numbers.Length));
        return new Batch([column, column], numbers.Length);
    }
}
