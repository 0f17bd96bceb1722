using System.Buffers;
using Quiver.Bolt.Framing;
using Quiver.Bolt.Handshake;
using Quiver.Bolt.PackStream;
using Quiver.Bolt.Session;
using Quiver.Model.Status;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Bolt.Tests.PackStream;

public sealed class PackStreamTests
{
    private static readonly BoltVersion s_newest = BoltVersion.Supported[0];

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7F")]
    [InlineData(-16, "F0")]
    [InlineData(-17, "C8EF")]
    [InlineData(-128, "C880")]
    [InlineData(128, "C90080")]
    [InlineData(-129, "C9FF7F")]
    [InlineData(32767, "C97FFF")]
    [InlineData(32768, "CA00008000")]
    [InlineData(2147483648, "CB0000000080000000")]
    [InlineData(long.MinValue, "CB8000000000000000")]
    public void Integers_take_their_smallest_form(long value, string hex)
    {
        Assert.Equal(hex, Convert.ToHexString(Encode(Value.Integer(value))));
        Assert.Equal(value, Decode(Convert.FromHexString(hex)).AsInteger());
    }

    [Theory]
    [InlineData("C9002A")]
    [InlineData("CA0000002A")]
    [InlineData("CB000000000000002A")]
    public void Integers_are_read_in_any_form(string hex) =>
        Assert.Equal(42, Decode(Convert.FromHexString(hex)).AsInteger());

    [Fact]
    public void Random_values_survive_a_round_trip()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++)
        {
            var value = RandomValue(random, 3);
            var again = Decode(Encode(value));
            Assert.True(
                ValueEquivalence.Instance.Equals(value, again),
                $"seed {seed}: {value} became {again}"
            );
        }
    }

    [Fact]
    public void Messages_survive_any_cut_of_their_bytes()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        var values = Enumerable.Range(0, 30).Select(_ => RandomValue(random, 2)).ToList();
        values.Add(Value.Utf8(new byte[200_000]));
        values.Add(Value.Utf8(new byte[65_535 - 5]));
        var buffer = new MessageBuffer();
        var writer = new ValueWriter(buffer, s_newest, utc: true);
        foreach (var value in values)
        {
            buffer.BeginMessage();
            writer.Write(value, NoEntities.Instance);
            buffer.EndMessage();
        }
        byte[] stream = buffer.Written.ToArray();
        var reader = new MessageReader(1 << 20);
        var read = new List<Value>();
        byte[] pending = [];
        for (int at = 0; at < stream.Length; )
        {
            int count = Math.Min(stream.Length - at, random.Next(1, 70_000));
            var source = new ReadOnlySequence<byte>([.. pending, .. stream.AsSpan(at, count)]);
            at += count;
            while (reader.TryRead(ref source, out var message))
            {
                var packed = new PackStreamReader(message);
                read.Add(ValueReader.Read(ref packed, utc: true));
            }
            pending = source.ToArray();
        }
        Assert.Equal(values.Count, read.Count);
        Assert.All(
            values.Zip(read),
            pair =>
                Assert.True(
                    ValueEquivalence.Instance.Equals(pair.First, pair.Second),
                    $"seed {seed}"
                )
        );
    }

    [Fact]
    public void Empty_chunks_between_messages_are_ignored()
    {
        var reader = new MessageReader(100);
        var source = new ReadOnlySequence<byte>([0, 0, 0, 0, 0, 1, 0x2A, 0, 0]);
        Assert.True(reader.TryRead(ref source, out var message));
        Assert.Equal([0x2A], message.ToArray());
    }

    [Fact]
    public void A_message_over_the_limit_is_refused_before_it_is_whole()
    {
        var reader = new MessageReader(10);
        var source = new ReadOnlySequence<byte>([0, 11, .. new byte[11]]);
        PackStreamException? refused = null;
        try
        {
            reader.TryRead(ref source, out _);
        }
        catch (PackStreamException error)
        {
            refused = error;
        }
        Assert.NotNull(refused);
    }

    [Fact]
    public void Random_bytes_never_do_more_than_be_refused()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] bytes = new byte[random.Next(1, 40)];
            random.NextBytes(bytes);
            try
            {
                Decode(bytes);
            }
            catch (Exception error) when (error is PackStreamException or CypherException)
            {
                continue;
            }
        }
    }

    [Fact]
    public void Sizes_larger_than_the_message_are_refused_without_allocation()
    {
        foreach (
            string hex in new[]
            {
                "D67FFFFFFF",
                "DA7FFFFFFF",
                "D27FFFFFFF",
                "CE7FFFFFFF",
                "D6FFFFFFFF",
            }
        )
        {
            Assert.Throws<PackStreamException>(() => Decode(Convert.FromHexString(hex)));
        }
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        byte[] bytes = new byte[100_000];
        Array.Fill(bytes, (byte)0x91);
        Assert.Throws<PackStreamException>(() => Decode(bytes));
    }

    [Fact]
    public void Entities_cannot_be_parameters()
    {
        byte[] node = Convert.FromHexString("B44E0090A080");
        Assert.Throws<CypherException>(() => Decode(node));
    }

    [Fact]
    public void Vectors_are_big_endian_behind_the_marker_of_their_type()
    {
        var vector = VectorValue.Of(CoordinateType.Integer16, [1L, -2L]);
        Assert.Equal("B256CC01C9CC040001FFFE", Convert.ToHexString(Encode(Value.Vector(vector))));
    }

    [Theory]
    [InlineData("B256CC01C9CC03000102")]
    [InlineData("B256CC01C9CC00")]
    [InlineData("B256CC01C7CC0100")]
    [InlineData("B256CC00CC0100")]
    public void Vectors_that_are_none_are_refused(string hex) =>
        Assert.Throws<CypherException>(() => Decode(Convert.FromHexString(hex)));

    [Fact]
    public void Legacy_date_times_hold_local_seconds()
    {
        var value = Value.ZonedDateTime(new ZonedDateTime(1_000_000, 5, 3600, null));
        byte[] legacy = Encode(value, utc: false);
        Assert.Equal(StructureTag.LegacyDateTime, legacy[1]);
        Assert.Equal("CA000F5050", Convert.ToHexString(legacy.AsSpan(2, 5)));
        Assert.True(ValueEquivalence.Instance.Equals(value, Decode(legacy, utc: false)));
        Assert.Throws<CypherException>(() => Decode(legacy, utc: true));
    }

    private static byte[] Encode(Value value, bool utc = true)
    {
        var buffer = new MessageBuffer();
        buffer.BeginMessage();
        new ValueWriter(buffer, s_newest, utc).Write(value, NoEntities.Instance);
        buffer.EndMessage();
        return buffer.Written[2..^2].ToArray();
    }

    private static Value Decode(byte[] bytes, bool utc = true)
    {
        var reader = new PackStreamReader(bytes);
        return ValueReader.Read(ref reader, utc);
    }

    private static Value RandomValue(Random random, int depth) =>
        random.Next(depth > 0 ? 15 : 13) switch
        {
            0 => Value.Null,
            1 => Value.Boolean(random.Next(2) == 0),
            2 => Value.Integer(random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64)),
            3 => Value.Float(random.NextDouble() * 1e9 - 5e8),
            4 => Value.String(new string('é', random.Next(300))),
            5 => Value.Bytes(new byte[random.Next(300)]),
            6 => Value.Date(new LocalDate(random.Next(-100_000, 100_000))),
            7 => Value.LocalTime(new LocalTime(random.NextInt64(86_400_000_000_000))),
            8 => Value.ZonedTime(
                new ZonedTime(new LocalTime(random.NextInt64(86_400_000_000_000)), 900)
            ),
            9 => Value.LocalDateTime(
                new LocalDateTime(random.NextInt64(4_000_000_000), random.Next(1_000_000_000))
            ),
            10 => Value.Duration(
                new Duration(
                    random.Next(),
                    -random.Next(),
                    random.Next(),
                    random.Next(1_000_000_000)
                )
            ),
            11 => Value.Point(new PointValue(4979, random.NextDouble(), random.NextDouble(), 3)),
            12 => Value.Vector(RandomVector(random)),
            13 => Value.List([
                .. Enumerable.Range(0, random.Next(40)).Select(_ => RandomValue(random, depth - 1)),
            ]),
            _ => Value.Map(
                new MapValue(
                    Enumerable
                        .Range(0, random.Next(20))
                        .Select(i => KeyValuePair.Create($"k{i}", RandomValue(random, depth - 1)))
                )
            ),
        };

    private static VectorValue RandomVector(Random random)
    {
        var type = (CoordinateType)random.Next((int)CoordinateType.Float64 + 1);
        byte[] data = new byte[VectorValue.WidthOf(type) * random.Next(1, 20)];
        if (VectorValue.IsInteger(type))
        {
            random.NextBytes(data);
            return VectorValue.TryFromData((int)type, data)!;
        }
        double[] coordinates = new double[data.Length / VectorValue.WidthOf(type)];
        foreach (ref double coordinate in coordinates.AsSpan())
        {
            coordinate = random.NextDouble();
        }
        return VectorValue.Of(type, coordinates);
    }
}
