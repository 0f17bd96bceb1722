using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

public sealed class PropertyValuesTests
{
    [Fact]
    public void Single_values_and_lists_of_one_kind_are_stored_as_they_are()
    {
        Value[] values =
        [
            Value.True,
            Value.Integer(1),
            Value.String("a"),
            Value.Date(new(1)),
            Value.Duration(new(1, 2, 3, 4)),
            Value.Point(new(PointSystems.Cartesian, 1, 2, 0)),
            Value.Bytes([1, 2]),
            Value.List(),
            Value.List(Value.String("a"), Value.String("b")),
        ];
        foreach (var value in values)
        {
            var stored = PropertyValues.ToStorable(value);
            Assert.Equal(value.Kind, stored.Kind);
            Assert.True(ValueEquivalence.Instance.Equals(value, stored));
        }
    }

    [Fact]
    public void Integers_among_floats_become_floats()
    {
        foreach (
            var list in new[]
            {
                Value.List(Value.Integer(1), Value.Float(0.5)),
                Value.List(Value.Float(1), Value.Integer(1)),
            }
        )
        {
            var stored = PropertyValues.ToStorable(list);
            Assert.All(stored.AsList(), static e => Assert.Equal(ValueKind.Float, e.Kind));
            Assert.True(ValueEquivalence.Instance.Equals(list, stored));
        }
    }

    [Fact]
    public void What_cannot_be_stored_is_a_type_error_in_the_words_that_clients_know()
    {
        var map = Value.Map(new MapValue([KeyValuePair.Create("a", Value.Integer(1))]));
        AssertRefused(
            map,
            "Property values can only be of primitive types or arrays thereof. Encountered: Map{a: 1}."
        );
        AssertRefused(Value.Node(new(1)), "Encountered: Node(1).");
        AssertRefused(
            Value.List(Value.Integer(1), Value.String("a")),
            "Encountered: List[1, 'a']."
        );
        AssertRefused(Value.List(Value.String("a"), Value.Integer(1)), "Encountered: List");
        AssertRefused(Value.List(map), "Encountered: List[{a: 1}].");
        AssertRefused(
            Value.List(Value.Integer(1), Value.Null),
            "Collections containing null values can not be stored in properties."
        );
        AssertRefused(Value.List(Value.List()), "Collections containing collections");
        AssertRefused(
            Value.List(
                Value.Point(new(PointSystems.Cartesian, 1, 2, 0)),
                Value.Point(new(PointSystems.Wgs84, 1, 2, 0))
            ),
            "different CRS"
        );
    }

    private static void AssertRefused(Value value, string message)
    {
        var error = Assert.Throws<CypherException>(() => PropertyValues.ToStorable(value));
        Assert.Equal("Neo.ClientError.Statement.TypeError", error.Status.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
