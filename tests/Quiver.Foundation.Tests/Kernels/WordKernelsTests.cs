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
}
