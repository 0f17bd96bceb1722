using Quiver.Foundation.Kernels;

namespace Quiver.Foundation.Tests.Kernels;

public sealed class WordKernelsTests
{
    [Fact]
    public void The_survey_agrees_with_the_scalar_one()
    {
        var random = new Random(7);
        for (int round = 0; round < 2000; round++)
        {
            var words = new long[random.Next(1, 70)];
            long range = 1L << random.Next(0, 62);
            for (int i = 0; i < words.Length; i++)
            {
                words[i] =
                    i > 0 && random.Next(2) == 0 ? words[i - 1] : random.NextInt64(-range, range);
            }
            Assert.Equal(WordKernels.SurveyScalar(words), WordKernels.Survey(words));
        }
    }

    [Theory]
    [InlineData(new long[] { }, false)]
    [InlineData(new long[] { 5 }, true)]
    [InlineData(new long[] { 5, 6, 7 }, true)]
    [InlineData(new long[] { 5, 7, 7 }, false)]
    [InlineData(new long[] { 7, 6, 5 }, false)]
    public void Consecutive_means_each_one_more(long[] words, bool expected) =>
        Assert.Equal(expected, WordKernels.AreConsecutive(words));

    [Fact]
    public void One_word_out_of_line_is_seen_wherever_it_stands()
    {
        for (int length = 2; length < 40; length++)
        {
            long[] words = [.. Enumerable.Range(-3, length).Select(static i => (long)i)];
            Assert.True(WordKernels.AreConsecutive(words));
            for (int at = 0; at < length; at++)
            {
                words[at]++;
                Assert.False(WordKernels.AreConsecutive(words));
                words[at]--;
            }
        }
    }

    [Fact]
    public void Consecutive_words_are_filled_in_to_the_last()
    {
        for (int length = 0; length < 40; length++)
        {
            long[] words = new long[length + 1];
            WordKernels.FillConsecutive(words.AsSpan(0, length), -3);
            Assert.Equal([.. Enumerable.Range(-3, length).Select(static i => (long)i), 0], words);
        }
    }

    [Fact]
    public void Words_are_bits_of_a_mask_that_has_all_of_them()
    {
        var random = new Random(7);
        for (int round = 0; round < 2000; round++)
        {
            long[] words = new long[random.Next(0, 40)];
            ulong mask = 0;
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = random.Next(300) == 0 ? random.NextInt64(-1, 70) : random.Next(0, 64);
                mask |= random.Next(100) == 0 ? 0 : 1UL << (int)words[i];
            }
            Assert.Equal(
                words.All(word => word is >= 0 and < 64 && (mask & (1UL << (int)word)) != 0),
                WordKernels.AreBitsOf(words, mask)
            );
        }
    }

    [Fact]
    public void A_block_ends_before_the_first_word_with_other_high_bits()
    {
        var random = new Random(7);
        for (int round = 0; round < 1000; round++)
        {
            long[] words = new long[random.Next(0, 40)];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = random.Next(20) == 0 ? random.NextInt64() : random.Next(-1, 16);
            }
            int lowBits = random.Next(1, 20);
            Assert.Equal(
                words.TakeWhile(w => w >> lowBits == words[0] >> lowBits).Count(),
                WordKernels.CountInBlock(words, lowBits)
            );
        }
    }

    [Fact]
    public void The_places_within_a_bound_are_those_of_the_single_words()
    {
        var random = new Random(11);
        for (int round = 0; round < 1000; round++)
        {
            long[] words = new long[random.Next(0, 40)];
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = random.Next(10) == 0 ? long.MinValue : random.Next(-4, 5);
            }
            long bound = random.Next(-4, 5);
            foreach (bool isLeast in (bool[])[true, false])
            {
                int[] places = new int[words.Length];
                int count = WordKernels.SelectWithin(words, bound, isLeast, places);
                Assert.Equal(
                    Enumerable
                        .Range(0, words.Length)
                        .Where(i => isLeast ? words[i] >= bound : words[i] <= bound),
                    places[..count]
                );
            }
        }
    }

    [Fact]
    public void Narrowed_words_are_their_lower_halves_and_all_bits_are_told()
    {
        var random = new Random(13);
        for (int length = 0; length < 40; length++)
        {
            long[] words = new long[length];
            long bits = 0;
            for (int i = 0; i < length; i++)
            {
                words[i] = random.Next(5) == 0 ? random.NextInt64() : random.Next();
                bits |= words[i];
            }
            int[] halves = new int[length + 1];
            Assert.Equal((ulong)bits, WordKernels.Narrow(words, halves));
            Assert.Equal(words.Select(static w => unchecked((int)w)), halves[..length]);
            Assert.Equal(0, halves[length]);
        }
    }
}
