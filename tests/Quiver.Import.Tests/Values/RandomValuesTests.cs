using System.Globalization;
using System.Text;
using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Model.Temporal;
using Quiver.Model.Values;
using Quiver.Storage.Generations;
using Quiver.Storage.Manifests;

namespace Quiver.Import.Tests.Values;

public sealed class RandomValuesTests
{
    private const int RowCount = 400;

    private static readonly string[] Types =
    [
        "byte",
        "short",
        "int",
        "long",
        "float",
        "double",
        "boolean",
        "char",
        "string",
        "point",
        "date",
        "localtime",
        "time",
        "localdatetime",
        "datetime",
        "duration",
        "vector{coordinateType:short,dimensions:3}",
        "vector{coordinateType:double,dimensions:2}",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Values_that_are_written_and_imported_are_the_same(int seed)
    {
        var random = new Random(seed);
        string[] types =
        [
            .. Types,
            .. Types
                .Where(type =>
                    !type.StartsWith("vector", StringComparison.Ordinal) && type != "char"
                )
                .Select(type => $"{type}[]"),
        ];
        var expected = new List<Value[]>();
        var lines = new List<string>
        {
            string.Join(
                ',',
                types.Select(
                    (type, i) => string.Create(CultureInfo.InvariantCulture, $"p{i}:{type}")
                )
            ),
        };
        for (int row = 0; row < RowCount; row++)
        {
            Value[] values = [.. types.Select(type => Make(type, random))];
            expected.Add(values);
            lines.Add(string.Join(',', values.Select(value => Cell(value, random))));
        }
        using var folder = new ImportFolder().Nodes("N", [.. lines]);
        folder.Options = folder.Options with { NormalizeTypes = seed != 2 };
        folder.Run();
        Check(folder, expected);
    }

    private static void Check(ImportFolder folder, List<Value[]> expected)
    {
        string directory = folder.Options.DatabaseDirectory;
        var manifest = ManifestFile.Read(PosixFileSystem.Instance, directory);
        using var generation = Generation.Open(PosixFileSystem.Instance, directory, manifest);
        var properties = new List<KeyValuePair<PropertyKeyId, Value>>();
        for (int row = 0; row < expected.Count; row++)
        {
            properties.Clear();
            generation.ReadNodeProperties(row, properties);
            var values = new Value[expected[row].Length];
            foreach (var (key, value) in properties)
            {
                values[key.Value] = value;
            }
            for (int i = 0; i < values.Length; i++)
            {
                Assert.True(
                    ValueEquivalence.Instance.Equals(expected[row][i], values[i]),
                    $"row {row}, p{i}: {expected[row][i]} came back as {values[i]}"
                );
            }
        }
    }

    private static Value Make(string type, Random random)
    {
        if (random.Next(6) == 0)
        {
            return Value.Null;
        }
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            int count = random.Next(1, 5);
            // Elements of points share a system, and an array of one empty text is an empty cell.
            var elements = Enumerable.Range(0, count).Select(_ => One(type[..^2], random));
            return type == "string[]" && count == 1
                ? Value.List(Value.String("x"))
                : Value.List([.. elements]);
        }
        return One(type, random);
    }

    private static Value One(string type, Random random) =>
        type switch
        {
            "byte" => Value.Integer(random.Next(sbyte.MinValue, sbyte.MaxValue + 1)),
            "short" => Value.Integer(random.Next(short.MinValue, short.MaxValue + 1)),
            "int" => Value.Integer(random.Next(int.MinValue, int.MaxValue)),
            "long" => Value.Integer(
                random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64)
            ),
            "float" => Value.Float(
                BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))
            ),
            "double" => Value.Float(
                BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))
            ),
            "boolean" => Value.Boolean(random.Next(2) == 0),
            "char" => Value.String(new Rune(random.Next(0x21, 0xD7FF)).ToString()),
            "string" => Value.String(Text(random)),
            "point" => Value.Point(
                new PointValue(
                    PointSystems.Wgs84In3D,
                    random.Next(-179, 180),
                    random.NextDouble() * 90,
                    random.NextDouble() * 1e9
                )
            ),
            "date" => Value.Date(Day(random)),
            "localtime" => Value.LocalTime(Time(random)),
            "time" => Value.ZonedTime(new ZonedTime(Time(random), random.Next(-1080, 1080) * 60)),
            "localdatetime" => Value.LocalDateTime(new LocalDateTime(Day(random), Time(random))),
            "datetime" => Value.ZonedDateTime(
                ZonedDateTime.FromLocal(new LocalDateTime(Day(random), Time(random)), Zone(random))
            ),
            "duration" => Value.Duration(
                new Duration(
                    random.Next(-99, 99),
                    random.Next(-999, 999),
                    random.Next(-99999, 99999),
                    random.Next(999_999_999)
                )
            ),
            "vector{coordinateType:short,dimensions:3}" => Value.Vector(
                VectorValue.Of(
                    CoordinateType.Integer16,
                    (long[])[random.Next(-9, 9), short.MinValue, short.MaxValue]
                )
            ),
            _ => Value.Vector(
                VectorValue.Of(
                    CoordinateType.Float64,
                    (double[])[random.NextDouble(), -random.Next(999)]
                )
            ),
        };

    private static LocalDate Day(Random random) =>
        LocalDate.FromEpochDay(random.Next(-719_000, 2_900_000));

    private static LocalTime Time(Random random) =>
        LocalTime.FromNanosecondOfDay(
            random.NextInt64(86_400) * 1_000_000_000
                + (random.Next(2) == 0 ? 0 : random.Next(1_000_000_000))
        );

    private static TemporalZone Zone(Random random) =>
        random.Next(3) switch
        {
            0 => TemporalZone.Utc,
            1 => new TemporalZone(random.Next(-1080, 1080) * 60, null),
            _ => new TemporalZone(0, "Europe/Berlin"),
        };

    private static string Text(Random random)
    {
        const string characters = "aä日😀,\"' {}:()";
        var runes = characters.EnumerateRunes().ToArray();
        return string.Concat(
            Enumerable
                .Range(0, random.Next(1, 12))
                .Select(_ => runes[random.Next(runes.Length)].ToString())
        );
    }

    /// <summary>A value as a cell, quoted where it must be and now and then where it need not.</summary>
    private static string Cell(Value value, Random random)
    {
        if (value.IsNull)
        {
            return "";
        }
        string text =
            value.Kind == ValueKind.List
                ? string.Join(';', value.AsList().Select(Content))
                : Content(value);
        bool isBlank =
            value.Kind != ValueKind.String && value.Kind != ValueKind.List && random.Next(8) == 0;
        text = isBlank ? $" {text} " : text;
        return text.AsSpan().ContainsAny(",\"") || random.Next(4) == 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    private static string Content(Value value) =>
        value.Kind switch
        {
            ValueKind.Point => string.Create(
                CultureInfo.InvariantCulture,
                $"{{x: {value.AsPoint().X:R}, y:{value.AsPoint().Y:R},z:{value.AsPoint().Z:R}, crs: WGS-84-3D}}"
            ),
            ValueKind.Vector => string.Join(
                ';',
                Enumerable
                    .Range(0, value.AsVector().Dimensions)
                    .Select(i => ValueText.Format(value.AsVector()[i]))
            ),
            _ => ValueText.ToText(value),
        };
}
