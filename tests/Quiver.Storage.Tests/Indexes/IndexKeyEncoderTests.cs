using Quiver.Model.Tests.Values;
using Quiver.Model.Values;
using Quiver.Storage.Indexes;

namespace Quiver.Storage.Tests.Indexes;

/// <summary>The order of encoded keys is Cypher's order of the values.</summary>
public sealed class IndexKeyEncoderTests
{
    private static readonly int Pairs = Nightly.Times(200_000, 5_000_000);

    [Fact]
    public void The_key_of_an_integer_says_which_it_is_and_other_keys_are_none()
    {
        var random = new Random(3);
        var key = new KeyBuffer();
        long[] edges = [0, 1, -1, 1L << 53, (1L << 53) + 1, long.MaxValue, long.MinValue];
        for (int round = 0; round < 5000; round++)
        {
            long integer =
                round < edges.Length ? edges[round] : random.NextInt64() >> random.Next(64);
            integer = random.Next(2) == 0 ? integer : ~integer;
            Assert.Equal(integer, Read(Value.Integer(integer)));
        }
        Assert.Equal(5, Read(Value.Float(5)));
        Assert.Equal(1L << 60, Read(Value.Float(1L << 60)));
        Value[] others =
        [
            Value.Float(5.5),
            Value.Float(double.NaN),
            Value.Float(double.PositiveInfinity),
            Value.Float(double.NegativeInfinity),
            Value.Float(1e300),
            Value.Boolean(true),
            Value.String("12345678"),
        ];
        foreach (var other in others)
        {
            Assert.Null(Read(other));
        }

        long? Read(in Value value)
        {
            key.Clear();
            IndexKeyEncoder.Append(value, key);
            return IndexKeyEncoder.TryReadInteger(key.Span, out long integer) ? integer : null;
        }
    }

    [Fact]
    public void Bytes_are_ordered_as_the_values_are()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int i = 0; i < Pairs; i++)
        {
            var x = SampleValues.Any(random, storable: true);
            var y = SampleValues.Any(random, storable: true);
            int expected = Math.Sign(ValueOrder.Instance.Compare(x, y));
            int found = Math.Sign(Encode(x).AsSpan().SequenceCompareTo(Encode(y)));
            Assert.True(expected == found, $"seed {seed}: {x} and {y}: {found}");
        }
    }

    [Fact]
    public void Integers_and_floats_of_any_size_are_one_order()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int i = 0; i < Pairs; i++)
        {
            long near = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            Value[] values =
            [
                Value.Integer(near),
                Value.Integer(near == long.MaxValue ? near : near + random.Next(2)),
                Value.Float(near),
                Value.Float(Math.BitIncrement((double)near)),
            ];
            var x = values[random.Next(values.Length)];
            var y = values[random.Next(values.Length)];
            int expected = Math.Sign(ValueOrder.Instance.Compare(x, y));
            int found = Math.Sign(Encode(x).AsSpan().SequenceCompareTo(Encode(y)));
            Assert.True(expected == found, $"seed {seed}: {x} and {y}: {found}");
        }
    }

    [Fact]
    public void Several_values_are_ordered_by_the_first_then_by_the_next()
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        for (int i = 0; i < Pairs; i++)
        {
            var (a, b) = (SampleValues.Any(random, storable: true), Any(random));
            var (c, d) = (
                random.Next(2) == 0 ? a : SampleValues.Any(random, storable: true),
                Any(random)
            );
            int expected = ValueOrder.Instance.Compare(a, c);
            expected = Math.Sign(expected != 0 ? expected : ValueOrder.Instance.Compare(b, d));
            int found = Math.Sign(Encode(a, b).AsSpan().SequenceCompareTo(Encode(c, d)));
            Assert.True(expected == found, $"seed {seed}: {a}, {b} and {c}, {d}: {found}");
        }
    }

    private static Value Any(Random random) => SampleValues.Any(random, storable: true);

    private static byte[] Encode(params ReadOnlySpan<Value> values)
    {
        var key = new KeyBuffer();
        foreach (ref readonly var value in values)
        {
            IndexKeyEncoder.Append(value, key);
        }
        return key.ToArray();
    }
}
