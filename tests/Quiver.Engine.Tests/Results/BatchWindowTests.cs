using Quiver.Engine.Results;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Engine.Tests.Results;

public sealed class BatchWindowTests
{
    [Fact]
    public void Rows_come_out_once_in_order_and_never_more_than_asked_for()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++)
        {
            int total = random.Next(1, 40);
            var window = new BatchWindow();
            window.Put(Numbers(total));
            var seen = new List<long>();
            while (window.HasRows)
            {
                int most = random.Next(1, 50);
                var taken = window.Take(most);
                Assert.InRange(taken.RowCount, 1, most);
                for (int row = 0; row < taken.RowCount; row++)
                {
                    long number = taken.Columns[0][row].AsInteger();
                    seen.Add(number);
                    Assert.Equal(number % 3 == 0, taken.Columns[1].IsNull(row));
                }
            }
            Assert.True(
                seen.SequenceEqual(Enumerable.Range(0, total).Select(i => (long)i)),
                $"seed {seed}"
            );
        }
    }

    [Fact]
    public void A_batch_that_is_wanted_whole_is_passed_on_without_a_copy()
    {
        var window = new BatchWindow();
        var batch = Numbers(7);
        window.Put(batch);

        Assert.Same(batch, window.Take(7));
        Assert.False(window.HasRows);
    }

    [Fact]
    public void Clear_tells_how_many_rows_were_left()
    {
        var window = new BatchWindow();
        window.Put(Numbers(10));
        window.Take(4);

        Assert.Equal(6, window.Clear());
        Assert.Equal(0, window.Clear());
        Assert.False(window.HasRows);
    }

    [Fact]
    public void A_batch_without_columns_is_cut_as_well()
    {
        var window = new BatchWindow();
        window.Put(new Batch([], 5));

        Assert.Equal(3, window.Take(3).RowCount);
        Assert.Equal(2, window.Take(3).RowCount);
        Assert.False(window.HasRows);
    }

    private static Batch Numbers(int count)
    {
        var numbers = ColumnVector.Create(VectorKind.Integer, count);
        var texts = ColumnVector.Create(VectorKind.Text, count);
        for (int i = 0; i < count; i++)
        {
            numbers.Append(Value.Integer(i));
            texts.Append(i % 3 == 0 ? Value.Null : Value.String($"row {i}"));
        }
        return new Batch([numbers, texts], count);
    }
}
