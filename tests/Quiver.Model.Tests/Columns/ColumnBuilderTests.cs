using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Columns;

public sealed class ColumnBuilderTests
{
    [Theory]
    [InlineData(VectorKind.Boolean)]
    [InlineData(VectorKind.Integer)]
    [InlineData(VectorKind.Float)]
    [InlineData(VectorKind.Text)]
    [InlineData(VectorKind.Node)]
    [InlineData(VectorKind.Relationship)]
    [InlineData(VectorKind.Date)]
    [InlineData(VectorKind.LocalDateTime)]
    [InlineData(VectorKind.ZonedDateTime)]
    public void Values_of_one_kind_build_a_column_of_that_kind(VectorKind kind)
    {
        var random = Seeded.Random(out int seed);
        var values = ColumnVectorTests.RandomValues(kind, random, 2000);
        var builder = new ColumnBuilder();
        foreach (var value in values)
        {
            builder.Append(value);
        }
        Assert.Equal(values.Length, builder.Count);
        var column = builder.Build();
        Assert.Equal(kind, column.Kind);
        ColumnVectorTests.AssertHolds(values, column, seed);
    }

    [Fact]
    public void Any_sequence_of_kinds_and_nulls_is_given_back()
    {
        var random = Seeded.Random(out int seed);
        for (int round = 0; round < 300; round++)
        {
            var values = new Value[random.Next(60)];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = random.Next(4) switch
                {
                    0 => Value.Null,
                    1 => Value.Integer(i),
                    _ => Tests.Values.SampleValues.Any(random),
                };
            }
            var builder = new ColumnBuilder();
            foreach (var value in values)
            {
                AppendTyped(builder, value);
            }
            ColumnVectorTests.AssertHolds(values, builder.Build(), seed);
            Assert.Equal(0, builder.Count);
        }
    }

    [Fact]
    public void Another_kind_turns_the_column_into_one_of_any_kind()
    {
        var builder = new ColumnBuilder();
        builder.AppendNull();
        builder.AppendInteger(1);
        builder.AppendText("a"u8);
        builder.AppendFloat(0.5);
        builder.AppendNull();
        var column = builder.Build();
        Assert.Equal(VectorKind.Any, column.Kind);
        Value[] expected =
        [
            Value.Null,
            Value.Integer(1),
            Value.String("a"),
            Value.Float(0.5),
            Value.Null,
        ];
        ColumnVectorTests.AssertHolds(expected, column, 0);
    }

    [Fact]
    public void Nulls_alone_build_a_column_of_any_kind()
    {
        var builder = new ColumnBuilder();
        for (int i = 0; i < 2000; i++)
        {
            builder.AppendNull();
        }
        var column = builder.Build();
        Assert.Equal(VectorKind.Any, column.Kind);
        Assert.Equal(2000, column.Count);
        Assert.True(column.IsNull(1999));
    }

    private static void AppendTyped(ColumnBuilder builder, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Integer:
                builder.AppendInteger(value.AsInteger());
                break;
            case ValueKind.Float:
                builder.AppendFloat(value.AsFloat());
                break;
            case ValueKind.String:
                builder.AppendText(value.AsUtf8());
                break;
            default:
                builder.Append(value);
                break;
        }
    }
}
