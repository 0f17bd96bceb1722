using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Columns;

public sealed class ColumnVectorTests
{
    private static readonly VectorKind[] Kinds = Enum.GetValues<VectorKind>();

    public static TheoryData<VectorKind> AllKinds => [.. Kinds];

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void A_vector_gives_back_the_values_and_nulls_appended(VectorKind kind)
    {
        var random = Seeded.Random(out int seed);
        var values = RandomValues(kind, random, 3000);
        var vector = Fill(kind, values);
        AssertHolds(values, vector, seed);
        Assert.Equal(values.Any(static v => v.IsNull), vector.HasNulls);
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Nulls_appended_at_once_are_as_many_nulls_between_values(VectorKind kind)
    {
        var random = Seeded.Random(out int seed);
        foreach (int capacity in (int[])[0, 1, 1024])
        {
            var vector = ColumnVector.Create(kind, capacity);
            var expected = new List<Value>();
            for (int round = 0; round < 40; round++)
            {
                int nulls = random.Next(4) == 0 ? random.Next(300) : random.Next(3);
                vector.AppendNulls(nulls);
                expected.AddRange(Enumerable.Repeat(Value.Null, nulls));
                foreach (var value in RandomValues(kind, random, random.Next(70)))
                {
                    if (value.IsNull)
                    {
                        vector.AppendNull();
                    }
                    else
                    {
                        vector.Append(value);
                    }
                    expected.Add(value);
                }
            }
            AssertHolds([.. expected], vector, seed);
        }
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Gather_takes_rows_in_order_and_gives_null_for_minus_one(VectorKind kind)
    {
        var random = Seeded.Random(out int seed);
        for (int round = 0; round < 50; round++)
        {
            var values = RandomValues(
                kind,
                random,
                random.Next(1, 200),
                nullShare: round % 2 * 0.3
            );
            int[] rows = new int[random.Next(300)];
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] = random.Next(round % 3 == 0 ? -1 : 0, values.Length);
            }
            var gathered = Fill(kind, values).Gather(rows);
            Assert.Equal(kind, gathered.Kind);
            Value[] expected = [.. rows.Select(row => row < 0 ? Value.Null : values[row])];
            AssertHolds(expected, gathered, seed);
        }
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void Append_from_another_vector_copies_values_and_nulls(VectorKind kind)
    {
        var random = Seeded.Random(out int seed);
        var values = RandomValues(kind, random, 100);
        var source = Fill(kind, values);
        var target = ColumnVector.Create(kind, 0);
        for (int row = values.Length - 1; row >= 0; row--)
        {
            target.AppendFrom(source, row);
        }
        AssertHolds([.. values.Reverse()], target, seed);
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void A_cleared_vector_forgets_its_nulls(VectorKind kind)
    {
        var random = Seeded.Random(out int seed);
        var vector = Fill(kind, RandomValues(kind, random, 500));
        vector.Clear();
        Assert.Equal(0, vector.Count);
        Assert.False(vector.HasNulls);
        var values = RandomValues(kind, random, 500, nullShare: 0);
        foreach (var value in values)
        {
            vector.Append(value);
        }
        AssertHolds(values, vector, seed);
    }

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void A_row_marked_null_is_null_whatever_it_held(VectorKind kind)
    {
        var random = Seeded.Random(out int seed);
        var values = RandomValues(kind, random, 200, nullShare: 0);
        var vector = Fill(kind, values);
        vector.MarkNull(130);
        values[130] = Value.Null;
        AssertHolds(values, vector, seed);
        AssertHolds([Value.Null, values[0]], vector.Gather([130, 0]), seed);
        var other = Fill(kind, RandomValues(kind, random, 200, nullShare: 0));
        other.MarkNullsOf(vector);
        Assert.True(other.IsNull(130));
        Assert.False(other.IsNull(131));
    }

    [Fact]
    public void Missing_ids_hold_minus_one()
    {
        var vector = new WordVector(VectorKind.Node);
        vector.Append(7);
        vector.AppendNull();
        Assert.Equal([7, -1], vector.Items.ToArray());
        Assert.Equal([-1, 7], ((WordVector)vector.Gather([-1, 0])).Items.ToArray());
    }

    [Fact]
    public void Rows_appended_as_a_span_are_filled_by_the_caller()
    {
        var words = new WordVector(VectorKind.Integer, 1);
        words.Append(1);
        words.AppendSpan(3).Fill(5);
        Assert.Equal([1, 5, 5, 5], words.Items.ToArray());
        var floats = new FloatVector(1);
        floats.AppendSpan(2).Fill(0.5);
        Assert.Equal([0.5, 0.5], floats.Items.ToArray());
        var texts = new TextVector(1);
        texts.Append("first"u8);
        "second"u8.CopyTo(texts.AppendSpan(6));
        Assert.Equal("second", texts[1].AsString());
    }

    internal static Value[] RandomValues(
        VectorKind kind,
        Random random,
        int count,
        double nullShare = 0.2
    )
    {
        var values = new Value[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = random.NextDouble() < nullShare ? Value.Null : RandomValue(kind, random);
        }
        return values;
    }

    internal static void AssertHolds(Value[] expected, ColumnVector vector, int seed)
    {
        Assert.Equal(expected.Length, vector.Count);
        for (int row = 0; row < expected.Length; row++)
        {
            bool holds =
                vector.IsNull(row) == expected[row].IsNull
                && vector[row].Kind == expected[row].Kind
                && ValueEquivalence.Instance.Equals(vector[row], expected[row]);
            Assert.True(holds, $"row {row}: {vector[row]}, not {expected[row]} (seed {seed})");
        }
    }

    private static ColumnVector Fill(VectorKind kind, Value[] values)
    {
        var vector = ColumnVector.Create(kind, 4);
        foreach (var value in values)
        {
            vector.Append(value);
        }
        return vector;
    }

    private static Value RandomValue(VectorKind kind, Random random) =>
        kind switch
        {
            VectorKind.Boolean => Value.Boolean(random.Next(2) == 0),
            VectorKind.Integer => Value.Integer(random.NextInt64(long.MinValue, long.MaxValue)),
            VectorKind.Node => Value.Node(new(random.Next())),
            VectorKind.Relationship => Value.Relationship(new(random.Next())),
            VectorKind.Date => Value.Date(new(random.Next(-1000, 1000))),
            VectorKind.LocalDateTime => Value.LocalDateTime(
                new(random.Next(), random.Next(1_000_000_000))
            ),
            VectorKind.ZonedDateTime => Value.ZonedDateTime(
                new(-random.Next(), random.Next(1_000_000_000), 0, null)
            ),
            VectorKind.Float => Value.Float(random.NextDouble()),
            VectorKind.Text => Value.String(new string('é', random.Next(40))),
            _ => SampleNonNull(random),
        };

    private static Value SampleNonNull(Random random)
    {
        var value = Tests.Values.SampleValues.Any(random);
        return value.IsNull ? Value.True : value;
    }
}
