using Quiver.Storage.Statistics;

namespace Quiver.Storage.Tests.Statistics;

public sealed class PropertyEstimatesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000)]
    public void The_binary_form_holds_all_and_no_part_of_it_is_taken_for_another(int count)
    {
        var random = new Random(count);
        int key = -1;
        int[] keys =
        [
            .. Enumerable.Range(0, count).Select(_ => key += 1 + random.Next(random.Next(1, 900))),
        ];
        PropertyEstimate[] values =
        [
            .. keys.Select(_ => random.NextInt64() >> random.Next(1, 64))
                .Select(many => new PropertyEstimate(many, many - (many >> random.Next(1, 64)))),
        ];
        byte[] bytes = new PropertyEstimates(keys, values).Encode().ToArray();
        var read = PropertyEstimates.TryDecode(bytes, count);
        Assert.NotNull(read);
        Assert.Equal(keys, read.Keys);
        Assert.Equal(values, read.Values);
        Assert.Null(PropertyEstimates.TryDecode(bytes, count + 1));
        Assert.Null(PropertyEstimates.TryDecode([.. bytes, 1], count));
        for (int cut = 1; cut < Math.Min(bytes.Length, 40); cut++)
        {
            Assert.Null(PropertyEstimates.TryDecode(bytes.AsSpan(0, bytes.Length - cut), count));
        }
    }

    [Fact]
    public void Keys_out_of_order_and_more_different_values_than_values_are_refused()
    {
        Assert.NotNull(PropertyEstimates.TryDecode([1, 5, 5], 1));
        Assert.Null(PropertyEstimates.TryDecode([0, 5, 5], 1));
        Assert.Null(PropertyEstimates.TryDecode([1, 5, 6], 1));
        Assert.Null(PropertyEstimates.TryDecode([0xFF, 0xFF, 0xFF, 0xFF, 0x07, 1, 0, 2, 1, 0], 2));
    }
}
