using Quiver.Model.Status;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

public sealed class ValueEqualityTests
{
    private static readonly Value One = Value.Integer(1);
    private static readonly Value NaN = Value.Float(double.NaN);

    [Fact]
    public void Null_makes_equality_unknown()
    {
        Assert.Equal(Ternary.Unknown, ValueEquality.Compare(Value.Null, Value.Null));
        Assert.Equal(Ternary.Unknown, ValueEquality.Compare(One, Value.Null));
        Assert.Equal(Ternary.Unknown, ValueEquality.Compare(Value.Null, NaN));
    }

    [Fact]
    public void NaN_equals_nothing_but_is_equivalent_to_itself()
    {
        Assert.Equal(Ternary.False, ValueEquality.Compare(NaN, NaN));
        Assert.Equal(Ternary.False, ValueEquality.Compare(NaN, One));
        Assert.Equal(Ternary.False, ValueEquality.Compare(Value.List(NaN), Value.List(NaN)));
        Assert.True(ValueEquivalence.Instance.Equals(NaN, NaN));
        var otherNaN = Value.Float(BitConverter.Int64BitsToDouble(0x7FF8000000000001));
        Assert.True(ValueEquivalence.Instance.Equals(NaN, otherNaN));
        Assert.Equal(ValueHash.Of(NaN), ValueHash.Of(otherNaN));
    }

    [Fact]
    public void Integer_and_float_of_one_value_are_equal_and_hash_alike()
    {
        Assert.Equal(Ternary.True, ValueEquality.Compare(One, Value.Float(1.0)));
        Assert.True(ValueEquivalence.Instance.Equals(One, Value.Float(1.0)));
        Assert.Equal(ValueHash.Of(One), ValueHash.Of(Value.Float(1.0)));
        Assert.Equal(ValueHash.Of(Value.Float(0.0)), ValueHash.Of(Value.Float(-0.0)));
        const long big = (1L << 53) + 1;
        Assert.Equal(Ternary.False, ValueEquality.Compare(Value.Integer(big), Value.Float(big)));
    }

    [Fact]
    public void Null_in_a_list_or_map_makes_equality_unknown_unless_something_else_differs()
    {
        var withNull = List(1, null);
        Assert.Equal(Ternary.Unknown, ValueEquality.Compare(withNull, List(1, 2)));
        Assert.Equal(Ternary.False, ValueEquality.Compare(withNull, List(2, 2)));
        Assert.Equal(Ternary.False, ValueEquality.Compare(List(null, 1), List(2, 2)));
        Assert.Equal(Ternary.False, ValueEquality.Compare(withNull, List(1)));
        Assert.Equal(Ternary.Unknown, ValueEquality.Compare(Map("k", null), Map("k", null)));
        Assert.Equal(Ternary.False, ValueEquality.Compare(Map("k", null), Map("l", null)));
    }

    [Fact]
    public void A_path_equals_the_list_of_its_steps()
    {
        var path = Value.Path(new([new(1), new(2)], [new(7)]));
        var steps = Value.List(Value.Node(new(1)), Value.Relationship(new(7)), Value.Node(new(2)));
        Assert.Equal(Ternary.True, ValueEquality.Compare(path, steps));
        Assert.Equal(Ternary.True, ValueEquality.Compare(steps, path));
        Assert.Equal(Ternary.False, ValueEquality.Compare(path, Value.List(Value.Node(new(1)))));
    }

    [Fact]
    public void Zoned_date_times_are_equal_only_in_the_same_zone()
    {
        var utc = Value.ZonedDateTime(new(100, 0, 0, null));
        var east = Value.ZonedDateTime(new(100, 0, 3600, null));
        Assert.Equal(Ternary.False, ValueEquality.Compare(utc, east));
        Assert.Equal(
            Ternary.True,
            ValueEquality.Compare(utc, Value.ZonedDateTime(new(100, 0, 0, null)))
        );
    }

    [Fact]
    public void Comparison_operators_give_null_across_kinds_and_false_with_NaN()
    {
        Assert.Equal(Ternary.Unknown, ValueComparability.LessThan(One, Value.String("a")));
        Assert.Equal(Ternary.Unknown, ValueComparability.LessThan(One, Value.Null));
        Assert.Equal(Ternary.Unknown, ValueComparability.LessThan(NaN, Value.String("a")));
        Assert.Equal(Ternary.False, ValueComparability.LessThan(One, NaN));
        Assert.Equal(Ternary.False, ValueComparability.GreaterThanOrEqual(NaN, NaN));
        Assert.Equal(Ternary.True, ValueComparability.LessThanOrEqual(One, Value.Float(1)));
        Assert.Equal(Ternary.False, ValueComparability.LessThan(One, Value.Float(1)));
        Assert.Equal(Ternary.True, ValueComparability.GreaterThan(Value.True, Value.False));
    }

    [Fact]
    public void Points_durations_maps_and_entities_have_no_comparison()
    {
        Value[] values =
        [
            Value.Duration(new Duration(0, 1, 0, 0)),
            Value.Point(new(PointSystems.Cartesian, 0, 0, 0)),
            Value.Map(MapValue.Empty),
            Value.Node(new(1)),
            Value.Relationship(new(1)),
        ];
        foreach (var value in values)
        {
            Assert.Equal(Ternary.Unknown, ValueComparability.LessThan(value, value));
            Assert.Equal(Ternary.Unknown, ValueComparability.LessThanOrEqual(value, value));
        }
    }

    [Fact]
    public void Lists_compare_element_by_element()
    {
        Assert.Equal(Ternary.True, ValueComparability.GreaterThanOrEqual(List(1, 0), List(1)));
        Assert.Equal(Ternary.True, ValueComparability.GreaterThanOrEqual(List(1, null), List(1)));
        Assert.Equal(
            Ternary.Unknown,
            ValueComparability.GreaterThanOrEqual(List(1, 2), List(1, null))
        );
        Assert.Equal(
            Ternary.False,
            ValueComparability.GreaterThanOrEqual(List(1, 2), List(3, null))
        );
    }

    [Fact]
    public void Very_deep_lists_are_refused_instead_of_overflowing_the_stack()
    {
        var deep = Nest(100_000);
        var other = Nest(100_000);
        AssertRefused(() => ValueEquality.Compare(deep, other));
        AssertRefused(() => ValueComparability.LessThan(deep, other));
        AssertRefused(() => ValueOrder.Instance.Compare(deep, other));
        AssertRefused(() => ValueEquivalence.Instance.Equals(deep, other));
        AssertRefused(() => ValueHash.Of(deep));
        AssertRefused(() => ValueText.Format(deep));
        var allowed = Nest(ValueNesting.MaximumDepth);
        Assert.Equal(Ternary.True, ValueEquality.Compare(allowed, Nest(ValueNesting.MaximumDepth)));
    }

    private static Value Nest(int depth)
    {
        var value = One;
        for (int i = 0; i < depth; i++)
        {
            value = Value.List(value);
        }
        return value;
    }

    private static void AssertRefused<T>(Func<T> action)
    {
        var error = Assert.Throws<CypherException>(() => _ = action());
        Assert.Equal(StatusCodes.ArgumentError, error.Status);
    }

    private static Value List(params int?[] elements) =>
        Value.List([.. elements.Select(e => e is null ? Value.Null : Value.Integer(e.Value))]);

    private static Value Map(string key, int? value) =>
        Value.Map(
            new MapValue([
                KeyValuePair.Create(key, value is null ? Value.Null : Value.Integer(value.Value)),
            ])
        );
}
