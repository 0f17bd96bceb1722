using System.Buffers;
using Quiver.Foundation;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Values;

public sealed class ValueBinaryTests
{
    [Fact]
    public void Every_storable_value_reads_back_as_it_was_written()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < 50_000; i++)
        {
            var value = SampleValues.Any(random, storable: true);
            byte[] bytes = Write(value);
            ReadOnlySpan<byte> source = bytes;
            var read = ValueBinary.Read(ref source);
            Assert.True(source.IsEmpty, $"{value} (seed {seed})");
            Assert.Equal(value.Kind, read.Kind);
            Assert.Equal(value.ToString(), read.ToString());
            Assert.Equal(bytes, Write(read));
        }
    }

    // The form is on users' disks: a change here is a new version of the storage format.
    [Fact]
    public void The_layout_is_the_one_that_store_files_have()
    {
        (Value Value, string Hex)[] cases =
        [
            (Value.Null, "00"),
            (Value.True, "0101"),
            (Value.Integer(-3), "0205"),
            (Value.Integer(300), "02D804"),
            (Value.Float(1.5), "03000000000000F83F"),
            (Value.String("aé"), "040361C3A9"),
            (Value.List(), "0500"),
            (Value.List(Value.Integer(1), Value.Integer(2)), "0502020204"),
            (Value.List(Value.Integer(1), Value.True), "05020002020101"),
            (Value.Date(new(-1)), "0A01"),
            (Value.LocalTime(new(128)), "0B8001"),
            (Value.ZonedTime(new(new(1), 3600)), "0C01A038"),
            (Value.LocalDateTime(new(-1, 7)), "0D0107"),
            (Value.ZonedDateTime(new(1, 2, -60, null)), "0E02027700"),
            (Value.ZonedDateTime(new(0, 0, 0, "UTC")), "0E00000003555443"),
            (Value.Duration(new(1, -1, 2, 3)), "0F02010403"),
            (
                Value.Point(new(PointSystems.Cartesian, 1, 0, 0)),
                "10C670000000000000F03F0000000000000000"
            ),
            (Value.Bytes([1, 255]), "110201FF"),
        ];
        foreach (var (value, hex) in cases)
        {
            Assert.Equal(hex, Convert.ToHexString(Write(value)));
        }
    }

    [Fact]
    public void Values_follow_each_other_without_a_gap()
    {
        var random = Seeded.Random(out int seed);
        var values = Enumerable
            .Range(0, 1000)
            .Select(_ => SampleValues.Any(random, storable: true))
            .ToArray();
        var writer = new ArrayBufferWriter<byte>();
        foreach (var value in values)
        {
            ValueBinary.Write(value, writer);
        }
        var source = writer.WrittenSpan;
        foreach (var value in values)
        {
            Assert.True(
                ValueEquivalence.Instance.Equals(value, ValueBinary.Read(ref source)),
                $"{value} (seed {seed})"
            );
        }
        Assert.True(source.IsEmpty);
    }

    [Fact]
    public void Damaged_bytes_are_refused_or_give_a_value_that_writes_the_same_bytes()
    {
        var random = Seeded.Random(out int seed);
        for (int i = 0; i < 100_000; i++)
        {
            byte[] bytes = Write(SampleValues.Any(random, storable: true));
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var damaged = bytes.AsSpan(0, random.Next(bytes.Length + 1));
            try
            {
                ReadOnlySpan<byte> source = damaged;
                var read = ValueBinary.Read(ref source);
                int length = damaged.Length - source.Length;
                Assert.True(
                    CanonicalList(read) || damaged[..length].SequenceEqual(Write(read)),
                    $"{Convert.ToHexString(damaged)} (seed {seed})"
                );
            }
            catch (FormatException)
            {
                // Refusing is the expected outcome for most damage.
            }
        }
    }

    [Fact]
    public void A_list_that_lies_about_its_count_is_refused_before_memory_is_taken()
    {
        byte[] bytes = [(byte)ValueKind.List, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 0, 0, 0];
        Assert.Throws<FormatException>(() => Read(bytes));
    }

    [Fact]
    public void Lists_nested_beyond_the_limit_are_refused()
    {
        byte[] bytes = Enumerable
            .Repeat(new byte[] { 1, (byte)ValueKind.List }, 100_000)
            .SelectMany(static part => part)
            .ToArray();
        Assert.Throws<FormatException>(() => Read([(byte)ValueKind.List, .. bytes]));
    }

    [Fact]
    public void A_number_in_longer_form_than_needed_is_refused()
    {
        Assert.Throws<FormatException>(() => Read([(byte)ValueKind.Integer, 0x80, 0x00]));
    }

    [Fact]
    public void Entities_and_maps_are_never_written()
    {
        Value[] values =
        [
            Value.Node(new(1)),
            Value.Path(new([new(1)], [])),
            Value.Map(MapValue.Empty),
        ];
        foreach (var value in values)
        {
            Assert.Throws<InvariantException>(() => Write(value));
        }
    }

    // A list of values of one kind may also be read from the form for mixed kinds, which is not what is written.
    private static bool CanonicalList(Value value) => value.Kind == ValueKind.List;

    private static Value Read(byte[] bytes)
    {
        ReadOnlySpan<byte> source = bytes;
        return ValueBinary.Read(ref source);
    }

    private static byte[] Write(Value value)
    {
        var writer = new ArrayBufferWriter<byte>();
        ValueBinary.Write(value, writer);
        return writer.WrittenSpan.ToArray();
    }
}
