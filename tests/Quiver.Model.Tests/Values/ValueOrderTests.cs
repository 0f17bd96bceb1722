using System.Numerics;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

public sealed class ValueOrderTests
{
    private const int PairCount = 50_000;

    [Fact]
    public void Order_is_antisymmetric_and_zero_exactly_for_equivalent_values()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < PairCount; i++)
        {
            var x = SampleValues.Any(random);
            var y = SampleValues.Any(random);
            int comparison = Math.Sign(ValueOrder.Instance.Compare(x, y));
            string pair = $"{x} and {y} (seed {seed})";
            Assert.True(comparison == -Math.Sign(ValueOrder.Instance.Compare(y, x)), pair);
            bool equivalent = ValueEquivalence.Instance.Equals(x, y);
            Assert.True(equivalent == (comparison == 0), pair);
            if (equivalent)
            {
                Assert.True(ValueHash.Of(x) == ValueHash.Of(y), pair);
                Assert.Equal(
                    ValueEquivalence.Instance.GetHashCode(x),
                    ValueEquivalence.Instance.GetHashCode(y)
                );
            }
        }
    }

    [Fact]
    public void Order_is_transitive()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < PairCount; i++)
        {
            var x = SampleValues.Any(random);
            var y = SampleValues.Any(random);
            var z = SampleValues.Any(random);
            if (ValueOrder.Instance.Compare(x, y) <= 0 && ValueOrder.Instance.Compare(y, z) <= 0)
            {
                bool holds = ValueOrder.Instance.Compare(x, z) <= 0;
                Assert.True(holds, $"{x}, {y}, {z} (seed {seed})");
            }
        }
    }

    [Fact]
    public void Equality_and_comparison_agree_with_the_order_where_they_decide()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < PairCount; i++)
        {
            var x = SampleValues.Any(random);
            var y = SampleValues.Any(random);
            string pair = $"{x} and {y} (seed {seed})";
            var equality = ValueEquality.Compare(x, y);
            Assert.True(equality == ValueEquality.Compare(y, x), pair);
            // A path equals the list of its steps although ORDER BY keeps the kinds apart.
            if (equality == Ternary.True && x.Kind != ValueKind.Path && y.Kind != ValueKind.Path)
            {
                Assert.True(ValueOrder.Instance.Compare(x, y) == 0, pair);
            }
            if (ValueComparability.TryCompare(x, y, out int comparison))
            {
                int order = Math.Sign(ValueOrder.Instance.Compare(x, y));
                Assert.True(Math.Sign(comparison) == order, pair);
                Assert.True(equality == (order == 0 ? Ternary.True : Ternary.False), pair);
            }
        }
    }

    [Fact]
    public void Kinds_come_in_the_order_of_the_language()
    {
        Value[] ascending =
        [
            Value.Map(MapValue.Empty),
            Value.Node(new(1)),
            Value.Relationship(new(1)),
            Value.List(Value.Integer(1)),
            Value.Path(new([new(1)], [])),
            Value.Point(new(PointSystems.Cartesian, 1, 2, 0)),
            Value.ZonedDateTime(new(0, 0, 0, null)),
            Value.LocalDateTime(new(0, 0)),
            Value.Date(new(0)),
            Value.ZonedTime(new(new(0), 0)),
            Value.LocalTime(new(0)),
            Value.Duration(new(1, 0, 0, 0)),
            Value.String("a"),
            Value.False,
            Value.True,
            Value.Float(double.NegativeInfinity),
            Value.Integer(1),
            Value.Float(1.5),
            Value.Float(double.PositiveInfinity),
            Value.Float(double.NaN),
            Value.Null,
        ];
        for (int i = 1; i < ascending.Length; i++)
        {
            int comparison = ValueOrder.Instance.Compare(ascending[i - 1], ascending[i]);
            Assert.True(comparison < 0, $"{ascending[i - 1]} before {ascending[i]}");
        }
    }

    [Fact]
    public void Integers_and_floats_compare_exactly()
    {
        foreach (long integer in SampleValues.Integers)
        {
            foreach (double number in SampleValues.Floats)
            {
                if (double.IsFinite(number))
                {
                    AssertExact(integer, number);
                    AssertExact(integer, Math.BitIncrement(number));
                    AssertExact(integer, Math.BitDecrement(number));
                }
            }
        }
    }

    [Fact]
    public void Text_is_ordered_by_its_utf8_bytes()
    {
        // As UTF-16 code units the emoji's surrogates would come before U+FFFD.
        Assert.True(Compare(Value.String("\uFFFD"), Value.String("😀")) < 0);
        Assert.True(TextComparison.Compare("\uFFFD", "😀") < 0);
        Assert.True(TextComparison.Compare("a", "ab") < 0);
        Assert.Equal(0, TextComparison.Compare("😀", "😀"));
        Assert.True(Compare(Value.String("Z"), Value.String("a")) < 0);
    }

    [Fact]
    public void Durations_are_ordered_by_average_length()
    {
        var month = Value.Duration(new(1, 0, 0, 0));
        Assert.True(Compare(Value.Duration(new(0, 30, 0, 0)), month) < 0);
        Assert.True(Compare(Value.Duration(new(0, 31, 0, 0)), month) > 0);
        var huge = Value.Duration(new(long.MaxValue, long.MaxValue, long.MaxValue, 0));
        Assert.True(Compare(huge, month) > 0);
    }

    [Fact]
    public void Zoned_date_times_are_ordered_by_instant_then_offset_then_zone()
    {
        var utc = Value.ZonedDateTime(new(100, 0, 0, null));
        var east = Value.ZonedDateTime(new(100, 0, 3600, null));
        var paris = Value.ZonedDateTime(new(100, 0, 3600, "Europe/Paris"));
        var earlier = Value.ZonedDateTime(new(99, 0, 7200, null));
        Assert.True(Compare(earlier, utc) < 0);
        Assert.True(Compare(utc, east) < 0);
        Assert.True(Compare(east, paris) < 0);
    }

    [Fact]
    public void Maps_are_ordered_by_size_then_keys_then_values()
    {
        var one = Map(("z", 9));
        var two = Map(("a", 1), ("b", 1));
        Assert.True(Compare(one, two) < 0);
        Assert.True(Compare(two, Map(("b", 0), ("c", 0))) < 0);
        Assert.True(Compare(two, Map(("b", 2), ("a", 1))) < 0);
        Assert.Equal(0, Compare(two, Map(("b", 1), ("a", 1))));
    }

    [Fact]
    public void Lists_are_ordered_element_by_element_and_null_is_an_element()
    {
        var list = Value.List(Value.Integer(1), Value.Integer(2));
        Assert.True(Compare(Value.List(Value.Integer(1)), list) < 0);
        Assert.True(Compare(list, Value.List(Value.Integer(1), Value.Null)) < 0);
        Assert.True(Compare(Value.List(Value.String("a")), Value.List(Value.Integer(0))) < 0);
    }

    private static int Compare(Value x, Value y) => ValueOrder.Instance.Compare(x, y);

    private static Value Map(params (string Key, int Value)[] entries) =>
        Value.Map(
            new MapValue(entries.Select(e => KeyValuePair.Create(e.Key, Value.Integer(e.Value))))
        );

    private static void AssertExact(long integer, double number)
    {
        if (!double.IsFinite(number))
        {
            return;
        }
        // Scaled by 2^1074 every double is an integer.
        var exact = (BigInteger)integer << 1074;
        var scaled = Scale(number);
        int expected = exact.CompareTo(scaled);
        Assert.Equal(Math.Sign(expected), Math.Sign(NumberComparison.Compare(integer, number)));
        Assert.Equal(Math.Sign(-expected), Math.Sign(NumberComparison.Compare(number, integer)));
    }

    private static BigInteger Scale(double number)
    {
        long bits = BitConverter.DoubleToInt64Bits(number);
        int exponent = (int)(bits >> 52 & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFF;
        var magnitude =
            exponent == 0
                ? (BigInteger)fraction
                : (BigInteger)(fraction | 1L << 52) << (exponent - 1);
        return bits < 0 ? -magnitude : magnitude;
    }
}
