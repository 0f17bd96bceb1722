using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

/// <summary>Values to test with: random ones, drawn so that equal and nearly equal pairs are frequent.</summary>
internal static class SampleValues
{
    private const long TwoTo53 = 1L << 53;

    internal static readonly long[] Integers =
    [
        0,
        1,
        -1,
        2,
        TwoTo53 - 1,
        TwoTo53,
        TwoTo53 + 1,
        -TwoTo53 - 1,
        long.MaxValue,
        long.MaxValue - 1,
        long.MinValue,
        long.MinValue + 1,
    ];

    internal static readonly double[] Floats =
    [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        1.5,
        TwoTo53,
        TwoTo53 + 2.0,
        -(double)TwoTo53,
        9223372036854775807.0,
        -9223372036854775808.0,
        9223372036854774784.0,
        1e300,
        double.MaxValue,
        double.MinValue,
        double.Epsilon,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
    ];

    private static readonly string[] Texts =
    [
        "",
        "a",
        "b",
        "ab",
        "é",
        "\uFFFD",
        "😀",
        "a\0",
        "日本",
    ];
    private static readonly string?[] Zones = [null, null, "Europe/Paris", "Asia/Tokyo"];

    internal static Value Any(Random random, int depth = 0, bool storable = false)
    {
        int kind = random.Next(storable ? 14 : 19);
        return kind switch
        {
            0 or 1 => Number(random),
            2 => Value.Boolean(random.Next(2) == 0),
            3 => Value.String(Texts[random.Next(Texts.Length)]),
            4 => Value.Date(new(random.Next(-3, 3))),
            5 => Value.LocalTime(new(random.Next(3))),
            6 => Value.ZonedTime(new(new(3600_000_000_000 * random.Next(2, 4)), OffsetOf(random))),
            7 => Value.LocalDateTime(new(random.Next(-2, 2), random.Next(2))),
            8 => ZonedDateTime(random),
            9 => Duration(random),
            10 => Value.Point(Point(random)),
            11 => Value.Bytes(new byte[random.Next(3)]),
            12 => Value.Vector(Vector(random)),
            13 => List(random, depth, storable),
            14 => Value.Null,
            15 => Value.Node(new(random.Next(3))),
            16 => Value.Relationship(new(random.Next(3))),
            17 => Value.Path(Path(random)),
            _ => Map(random, depth),
        };
    }

    internal static Value Number(Random random) =>
        random.Next(2) == 0
            ? Value.Integer(Integers[random.Next(Integers.Length)])
            : Value.Float(Floats[random.Next(Floats.Length)]);

    private static int OffsetOf(Random random) => random.Next(-1, 2) * 3600;

    private static Value ZonedDateTime(Random random) =>
        Value.ZonedDateTime(
            new(random.Next(2), random.Next(2), OffsetOf(random), Zones[random.Next(Zones.Length)])
        );

    private static Value Duration(Random random) =>
        Value.Duration(
            new(random.Next(2), random.Next(32), random.Next(2) * 86_400L, random.Next(2))
        );

    private static PointValue Point(Random random) =>
        random.Next(2) == 0
            ? new(PointSystems.Cartesian, random.Next(2), random.Next(2), 0)
            : new(PointSystems.Wgs84In3D, random.Next(2), -0.0, random.Next(2));

    private static PathValue Path(Random random)
    {
        int length = random.Next(3);
        var nodes = new NodeId[length + 1];
        var relationships = new RelationshipId[length];
        for (int i = 0; i < length; i++)
        {
            nodes[i] = new(random.Next(2));
            relationships[i] = new(random.Next(2));
        }
        return new(nodes, relationships);
    }

    private static Value List(Random random, int depth, bool storable)
    {
        var elements = new Value[depth > 2 ? 0 : random.Next(4)];
        bool sameKind = random.Next(2) == 0;
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = sameKind
                ? Value.Integer(random.Next(3))
                : Any(random, depth + 1, storable);
        }
        return Value.List(elements);
    }

    private static Value Map(Random random, int depth)
    {
        var entries = new List<KeyValuePair<string, Value>>();
        int count = depth > 2 ? 0 : random.Next(4);
        for (int i = 0; i < count; i++)
        {
            entries.Add(new(Texts[random.Next(Texts.Length)], Any(random, depth + 1)));
        }
        return Value.Map(new MapValue(entries));
    }

    private static VectorValue Vector(Random random)
    {
        int dimensions = random.Next(1, 4);
        var type = (CoordinateType)random.Next(6);
        if (VectorValue.IsInteger(type))
        {
            long[] integers = new long[dimensions];
            integers[^1] = random.Next(3) switch
            {
                0 => VectorValue.MinimumOf(type),
                1 => VectorValue.MaximumOf(type),
                _ => -1,
            };
            return VectorValue.Of(type, integers);
        }
        double[] floats = new double[dimensions];
        floats[0] = Floats[random.Next(Floats.Length)];
        return VectorValue.Of(type, floats);
    }
}
