using Quiver.Cypher.Execution.Operators;
using Quiver.Model.Columns;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Tests.Operators;

/// <summary>The order of many rows against that of comparing every two of them.</summary>
public sealed class SortKeysTests
{
    private static readonly string[] s_endings = ["", "\0", "x", "xyz", "wxyz\0", "ä", "𝄞"];

    [Fact]
    public void Rows_are_in_the_order_of_their_values_and_equal_ones_in_that_of_their_numbers()
    {
        for (int seed = 0; seed < Nightly.Times(150, 3_000); seed++)
        {
            var random = new Random(seed);
            int rows = random.Next(3) == 0 ? random.Next(60) : random.Next(3_000);
            int width = random.Next(1, 4);
            var columns = new ColumnVector[width];
            var keys = new (int Slot, bool IsDescending)[width];
            for (int i = 0; i < width; i++)
            {
                columns[i] = Column(random, rows);
                keys[i] = (i, random.Next(2) == 0);
            }
            int[] found = new SortKeys(keys, QueryContexts.WithoutGraph()).Order(
                new Batch(columns, rows)
            );
            Assert.Equal(Compared(columns, keys, rows), found);
        }
    }

    [Fact]
    public void Very_many_rows_are_in_order()
    {
        const int Rows = 700_000;
        var random = new Random(1);
        var few = new WordVector(VectorKind.Integer, Rows);
        var many = new WordVector(VectorKind.Integer, Rows);
        for (int row = 0; row < Rows; row++)
        {
            few.Append(random.Next(3));
            many.Append(row % 2 == 0 ? row : random.NextInt64() - (long.MaxValue / 2));
        }
        int[] order = new SortKeys([(0, false), (1, true)], QueryContexts.WithoutGraph()).Order(
            new Batch([few, many], Rows)
        );
        for (int i = 1; i < Rows; i++)
        {
            var (left, right) = (order[i - 1], order[i]);
            int comparison = few.Items[left].CompareTo(few.Items[right]);
            Assert.True(
                comparison < 0
                    || (comparison == 0 && many.Items[left] > many.Items[right])
                    || (comparison == 0 && many.Items[left] == many.Items[right] && left < right)
            );
        }
        Assert.Equal(Rows, order.Distinct().Count());
    }

    private static int[] Compared(
        ColumnVector[] columns,
        (int Slot, bool IsDescending)[] keys,
        int rows
    )
    {
        int[] order = [.. Enumerable.Range(0, rows)];
        Array.Sort(
            order,
            (left, right) =>
            {
                foreach (var (slot, isDescending) in keys)
                {
                    int comparison = ValueOrder.Instance.Compare(
                        columns[slot][left],
                        columns[slot][right]
                    );
                    if (comparison != 0)
                    {
                        return isDescending ? -comparison : comparison;
                    }
                }
                return left.CompareTo(right);
            }
        );
        return order;
    }

    // Of few values, so that many rows are equal, or of many that begin with the same bytes.
    private static ColumnVector Column(Random random, int rows)
    {
        int form = random.Next(7);
        int different = random.Next(2) == 0 ? 4 : 10_000;
        bool hasNulls = random.Next(3) == 0;
        string prefix = new('p', random.Next(3) * random.Next(40));
        var column = new ColumnBuilder(rows);
        for (int row = 0; row < rows; row++)
        {
            column.Append(
                hasNulls && random.Next(4) == 0
                    ? Value.Null
                    : ValueOf(form, random, different, prefix)
            );
        }
        return column.Build();
    }

    private static Value ValueOf(int form, Random random, int different, string prefix)
    {
        int number = random.Next(different) - (different / 2);
        return form switch
        {
            0 => Value.Integer(number == 0 ? long.MinValue : number * (long.MaxValue / different)),
            1 => Value.Boolean(number < 0),
            2 => number switch
            {
                0 => Value.Float(-0.0),
                1 => Value.Float(0.0),
                -1 => Value.Float(random.Next(2) == 0 ? double.NaN : -double.NaN),
                _ => Value.Float(number * 1.5e-300),
            },
            3 => Value.String(prefix + number + s_endings[random.Next(s_endings.Length)]),
            4 => Value.ZonedDateTime(
                ZonedDateTime.FromInstant(
                    number,
                    random.Next(3),
                    new TemporalZone(random.Next(2) * 3600, null)
                )
            ),
            5 => Value.LocalDateTime(new LocalDateTime(number, random.Next(2))),
            _ => ValueOf(random.Next(6), random, different, prefix),
        };
    }
}
