using System.Globalization;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

public sealed class ValueTextTests
{
    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(100.0, "100.0")]
    [InlineData(123456.789, "123456.789")]
    [InlineData(9999999.0, "9999999.0")]
    [InlineData(1e7, "1.0E7")]
    [InlineData(1.5e10, "1.5E10")]
    [InlineData(123456789.0, "1.23456789E8")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00099, "9.9E-4")]
    [InlineData(1e-5, "1.0E-5")]
    [InlineData(2e23, "2.0E23")]
    [InlineData(double.MaxValue, "1.7976931348623157E308")]
    [InlineData(double.Epsilon, "4.9E-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Floats_are_printed_as_java_prints_them(double value, string expected)
    {
        Assert.Equal(expected, ValueText.ToText(Value.Float(value)));
        Assert.Equal(expected, ValueText.Format(Value.Float(value)));
    }

    [Fact]
    public void Every_float_reads_back_as_itself()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < 100_000; i++)
        {
            double value =
                i % 2 == 0
                    ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))
                    : Math.Round(random.NextDouble() * 1e9) / Math.Pow(10, random.Next(12));
            if (!double.IsFinite(value))
            {
                continue;
            }
            string text = FloatText.Format(value);
            double read = double.Parse(text, CultureInfo.InvariantCulture);
            Assert.True(read.Equals(value), $"{text} (seed {seed})");
            Assert.Contains('.', text);
        }
    }

    [Fact]
    public void Literals_quote_text_and_names()
    {
        Assert.Equal("'it\\'s \\\\ \\n\\u0000'", ValueText.Format(Value.String("it's \\ \n\0")));
        var map = Value.Map(
            new MapValue([
                KeyValuePair.Create("a", Value.Integer(1)),
                KeyValuePair.Create("b c`", Value.Null),
            ])
        );
        Assert.Equal("{a: 1, `b c```: null}", ValueText.Format(map));
        Assert.Equal(
            "[1, 'a', true]",
            Value.List(Value.Integer(1), Value.String("a"), Value.True).ToString()
        );
        Assert.Equal("it's", ValueText.ToText(Value.String("it's")));
    }

    [Fact]
    public void Points_are_printed_as_the_call_that_makes_them()
    {
        var flat = Value.Point(new(PointSystems.Cartesian, 1, 2.5, 0));
        Assert.Equal("point({x: 1.0, y: 2.5, crs: 'cartesian'})", ValueText.ToText(flat));
        var globe = Value.Point(new(PointSystems.Wgs84In3D, 1, 2, 3));
        Assert.Equal("point({x: 1.0, y: 2.0, z: 3.0, crs: 'wgs-84-3d'})", ValueText.Format(globe));
    }

    [Fact]
    public void Temporal_values_are_bare_as_text_and_constructed_as_literals()
    {
        Assert.Equal("1970-01-01", ValueText.ToText(Value.Date(new(0))));
        Assert.Equal("date('1970-01-01')", ValueText.Format(Value.Date(new(0))));
        var duration = Value.Duration(new Duration(14, 3, 14706, 500_000_000));
        Assert.Equal("P1Y2M3DT4H5M6.5S", ValueText.ToText(duration));
        Assert.Equal("duration('P1Y2M3DT4H5M6.5S')", ValueText.Format(duration));
    }

    [Fact]
    public void Graph_values_have_a_readable_form()
    {
        Assert.Equal("Node(1)", Value.Node(new(1)).ToString());
        var path = Value.Path(new([new(1), new(2)], [new(7)]));
        Assert.Equal("Path((1)-[7]-(2))", path.ToString());
        Assert.Equal("Bytes(0AFF)", Value.Bytes([10, 255]).ToString());
    }
}
