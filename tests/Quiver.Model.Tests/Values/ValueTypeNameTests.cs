using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

public sealed class ValueTypeNameTests
{
    [Fact]
    public void Types_are_named_as_valueType_names_them()
    {
        var one = Value.Integer(1);
        var text = Value.String("a");
        (Value Value, string Name)[] cases =
        [
            (Value.Null, "NULL"),
            (one, "INTEGER NOT NULL"),
            (Value.ZonedDateTime(new(0, 0, 0, null)), "ZONED DATETIME NOT NULL"),
            (Value.Map(MapValue.Empty), "MAP NOT NULL"),
            (Value.List(), "LIST<NOTHING> NOT NULL"),
            (Value.List(one), "LIST<INTEGER NOT NULL> NOT NULL"),
            (Value.List(Value.Null), "LIST<NULL> NOT NULL"),
            (Value.List(one, Value.Null), "LIST<INTEGER> NOT NULL"),
            (Value.List(Value.True, text, Value.Null), "LIST<BOOLEAN | STRING> NOT NULL"),
            (Value.List(one, text), "LIST<STRING NOT NULL | INTEGER NOT NULL> NOT NULL"),
            (
                Value.List(Value.List(one), Value.List(text)),
                "LIST<LIST<INTEGER NOT NULL> NOT NULL | LIST<STRING NOT NULL> NOT NULL> NOT NULL"
            ),
            (
                Value.List(Vector(1, 2), Vector(1), Vector(3, 4), Value.Null),
                "LIST<VECTOR<FLOAT64>(1) | VECTOR<FLOAT64>(2)> NOT NULL"
            ),
        ];
        foreach (var (value, name) in cases)
        {
            Assert.Equal(name, ValueTypeName.Of(value));
        }
    }

    [Fact]
    public void Every_kind_has_a_name_of_its_own()
    {
        var kinds = Enum.GetValues<ValueKind>();
        Assert.Equal(kinds.Length, kinds.Select(ValueTypeName.OfKind).Distinct().Count());
    }

    private static Value Vector(params ReadOnlySpan<double> coordinates) =>
        Value.Vector(VectorValue.Of(CoordinateType.Float64, coordinates));
}
