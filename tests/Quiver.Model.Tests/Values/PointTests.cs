using System.Text;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

public sealed class PointTests
{
    [Theory]
    [InlineData("{x: 1, y: 2}", PointSystems.Cartesian, 1, 2, 0)]
    [InlineData("{x:1,y:2,z:3}", PointSystems.CartesianIn3D, 1, 2, 3)]
    [InlineData(" Point{ latitude : 55.7 , longitude : 13 } ", PointSystems.Wgs84, 13, 55.7, 0)]
    [InlineData("{longitude:1, latitude:2, height:-3.5e2}", PointSystems.Wgs84In3D, 1, 2, -350)]
    [InlineData("{x:1, y:2, crs:WGS-84}", PointSystems.Wgs84, 1, 2, 0)]
    [InlineData("{x:1, y:2, crs:'cartesian'}", PointSystems.Cartesian, 1, 2, 0)]
    [InlineData("{x:1, y:2, z:3, srid:4979}", PointSystems.Wgs84In3D, 1, 2, 3)]
    [InlineData("{longitude:190, latitude:0}", PointSystems.Wgs84, -170, 0, 0)]
    public void Points_are_read_as_import_files_write_them(
        string text,
        int srid,
        double x,
        double y,
        double z
    )
    {
        Assert.True(TryParse(text, out var point, out string? problem), problem);
        Assert.Equal(new PointValue(srid, x, y, z), point);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("1, 2")]
    [InlineData("{x:1}")]
    [InlineData("{x:1, y:2, x:3}")]
    [InlineData("{x:1, y:zwei}")]
    [InlineData("{x:1, y}")]
    [InlineData("{x:1, q:2}")]
    [InlineData("{x:1, y:2, crs:mars}")]
    [InlineData("{x:1, y:2, srid:1}")]
    [InlineData("{x:1, y:2, z:3, crs:cartesian}")]
    [InlineData("{x:1, y:2, crs:wgs-84-3d}")]
    [InlineData("{longitude:1, latitude:2, crs:cartesian}")]
    [InlineData("{longitude:1, y:2}")]
    [InlineData("{longitude:1, latitude:91}")]
    [InlineData("{x:NaN, y:1}")]
    [InlineData("{x:1, y:2} and more")]
    public void What_is_not_a_point_is_refused_with_a_reason(string text)
    {
        Assert.False(TryParse(text, out _, out string? problem));
        Assert.False(string.IsNullOrEmpty(problem));
    }

    [Fact]
    public void A_header_gives_what_the_cell_leaves_out()
    {
        Assert.True(
            PointParser.TryParseFields("{crs:WGS-84-3D, height:5}"u8, out var header, out _)
        );
        Assert.True(PointParser.TryParse("{x:1, y:2}"u8, header, out var point, out _));
        Assert.Equal(new PointValue(PointSystems.Wgs84In3D, 1, 2, 5), point);
        Assert.True(PointParser.TryParse("{x:1, y:2, height:7}"u8, header, out point, out _));
        Assert.Equal(7, point!.Z);
    }

    [Fact]
    public void Text_of_any_kind_never_throws()
    {
        var random = Seeded.Random(out _);
        const string alphabet = "{}:,xyz12.-e 'latitudelongitudecrs";
        for (int i = 0; i < 50_000; i++)
        {
            char[] text = new char[random.Next(30)];
            for (int at = 0; at < text.Length; at++)
            {
                text[at] = alphabet[random.Next(alphabet.Length)];
            }
            bool isPoint = TryParse(new string(text), out var point, out string? problem);
            Assert.Equal(isPoint, point is not null);
            Assert.Equal(isPoint, problem is null);
        }
    }

    [Fact]
    public void Distances_are_straight_lines_or_lie_on_the_globe()
    {
        var origin = new PointValue(PointSystems.Cartesian, 0, 0, 0);
        Assert.Equal(5, PointSystems.Distance(origin, new(PointSystems.Cartesian, 3, 4, 0)));
        var space = new PointValue(PointSystems.CartesianIn3D, 0, 0, 0);
        Assert.Equal(3, PointSystems.Distance(space, new(PointSystems.CartesianIn3D, 1, 2, 2)));
        Assert.Null(PointSystems.Distance(origin, space));

        var pole = new PointValue(PointSystems.Wgs84, 0, 90, 0);
        var equator = new PointValue(PointSystems.Wgs84, 120, 0, 0);
        double quarter = PointSystems.Distance(pole, equator)!.Value;
        Assert.Equal(Math.PI / 2 * 6_378_140, quarter, 3);
        var west = new PointValue(PointSystems.Wgs84, -179.5, 0, 0);
        var east = new PointValue(PointSystems.Wgs84, 179.5, 0, 0);
        Assert.Equal(Math.PI / 180 * 6_378_140, PointSystems.Distance(west, east)!.Value, 3);
    }

    [Fact]
    public void Distance_is_symmetric_and_zero_to_itself()
    {
        var random = Seeded.Random(out _);
        for (int i = 0; i < 10_000; i++)
        {
            var left = RandomGlobePoint(random);
            var right = RandomGlobePoint(random);
            double distance = PointSystems.Distance(left, right)!.Value;
            Assert.Equal(distance, PointSystems.Distance(right, left)!.Value, 6);
            Assert.Equal(0, PointSystems.Distance(left, left)!.Value);
            Assert.InRange(distance, 0, Math.PI * 6_378_140 + 1);
        }
    }

    [Fact]
    public void The_map_form_follows_the_same_rules()
    {
        var built = PointBuilder.Build(Map(("longitude", 1), ("latitude", 2)));
        Assert.Equal(new PointValue(PointSystems.Wgs84, 1, 2, 0), built.AsPoint());
        var error = Assert.Throws<CypherException>(() =>
            PointBuilder.Build(Map(("longitude", 1), ("latitude", 100)))
        );
        Assert.Equal(StatusCodes.InvalidCoordinate, error.Status);
        Assert.Throws<CypherException>(() => PointBuilder.Build(Map(("x", 1))));
        Assert.Throws<CypherException>(() =>
            PointBuilder.Build(Map(("x", 1), ("y", 2), ("srid", 3)))
        );
        var withNull = new MapValue([KeyValuePair.Create("x", Value.Null)]);
        Assert.True(PointBuilder.Build(withNull).IsNull);
    }

    private static PointValue RandomGlobePoint(Random random) =>
        new(PointSystems.Wgs84, random.NextDouble() * 360 - 180, random.NextDouble() * 180 - 90, 0);

    private static bool TryParse(string text, out PointValue? point, out string? problem) =>
        PointParser.TryParse(Encoding.UTF8.GetBytes(text), default, out point, out problem);

    private static MapValue Map(params (string Key, int Value)[] entries) =>
        new(entries.Select(e => KeyValuePair.Create(e.Key, Value.Integer(e.Value))));
}
