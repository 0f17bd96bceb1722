using System.Buffers;
using Quiver.Model.Columns;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Columns;

public sealed class ColumnWordsTests
{
    [Fact]
    public void A_value_with_a_word_is_what_its_word_says()
    {
        var random = Seeded.Random(out int seed);
        int words = 0;
        for (int round = 0; round < 5000; round++)
        {
            var value = RandomDateTime(random);
            if (ColumnWords.TryOf(value, out var kind, out long word))
            {
                words++;
                var back = ColumnWords.ValueOf(kind, word);
                bool same =
                    back.Kind == value.Kind && ValueEquivalence.Instance.Equals(back, value);
                Assert.True(same, $"{back}, not {value} (seed {seed})");
            }
        }
        Assert.InRange(words, 1000, 4900);
    }

    [Fact]
    public void Words_of_one_kind_are_in_the_order_of_their_values()
    {
        var random = Seeded.Random(out int seed);
        for (int round = 0; round < 5000; round++)
        {
            var (one, other) = (RandomDateTime(random), RandomDateTime(random));
            if (
                ColumnWords.TryOf(one, out var kind, out long word)
                && ColumnWords.TryOf(other, out var otherKind, out long otherWord)
                && kind == otherKind
            )
            {
                int expected = Math.Sign(ValueOrder.Instance.Compare(one, other));
                Assert.True(
                    expected == Math.Sign(word.CompareTo(otherWord)),
                    $"{one}, {other} (seed {seed})"
                );
            }
        }
    }

    [Theory]
    [InlineData(-9_223_372_037, false)]
    [InlineData(-9_223_372_036, true)]
    [InlineData(9_223_372_035, true)]
    [InlineData(9_223_372_036, false)]
    public void Date_times_have_words_as_far_as_these_reach(long second, bool hasWord)
    {
        foreach (int nanosecond in (int[])[0, 999_999_999])
        {
            var value = Value.LocalDateTime(new LocalDateTime(second, nanosecond));
            Assert.Equal(hasWord, ColumnWords.TryOf(value, out var kind, out long word));
            if (hasWord)
            {
                Assert.Equal(value.ToString(), ColumnWords.ValueOf(kind, word).ToString());
            }
        }
    }

    [Fact]
    public void The_binary_form_gives_the_word_that_the_value_has()
    {
        var random = Seeded.Random(out int seed);
        for (int round = 0; round < 5000; round++)
        {
            var value =
                random.Next(3) == 0
                    ? Tests.Values.SampleValues.Any(random, storable: true)
                    : RandomDateTime(random);
            var bytes = new ArrayBufferWriter<byte>();
            ValueBinary.Write(value, bytes);
            bool expected =
                ColumnWords.TryOf(value, out var kind, out long word)
                && kind is VectorKind.LocalDateTime or VectorKind.ZonedDateTime;
            bool found = ValueBinary.TryReadDateTime(
                bytes.WrittenSpan,
                out var readKind,
                out long readWord
            );
            Assert.True(expected == found, $"{value} (seed {seed})");
            if (found)
            {
                Assert.Equal((kind, word), (readKind, readWord));
                byte[] cut = bytes.WrittenSpan[..^1].ToArray();
                Assert.False(ValueBinary.TryReadDateTime(cut, out _, out _));
            }
        }
    }

    // Near to each other, so that some are the same; a few of other zones, and of other centuries.
    private static Value RandomDateTime(Random random)
    {
        long second =
            random.Next(10) == 0 ? random.NextInt64(-1L << 35, 1L << 35) : random.Next(5) - 2;
        int nanosecond = random.Next(2) * 999_999_999;
        return random.Next(5) switch
        {
            0 or 1 => Value.LocalDateTime(new LocalDateTime(second, nanosecond)),
            2 or 3 => Value.ZonedDateTime(new ZonedDateTime(second, nanosecond, 0, null)),
            _ => Value.ZonedDateTime(
                random.Next(2) == 0
                    ? new ZonedDateTime(second, nanosecond, 3600, null)
                    : new ZonedDateTime(second, nanosecond, 0, "Africa/Abidjan")
            ),
        };
    }
}
