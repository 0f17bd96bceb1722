using Quiver.Import.Pipeline;

namespace Quiver.Import.Tests.Pipeline;

public sealed class LabelSetTypeCountsTests
{
    [Fact]
    public void Many_counts_of_both_ends_are_the_same_on_two_threads()
    {
        const int Sets = 400_000;
        var sets = new LabelSets();
        var sums = new LabelSetSums(Sets);
        var totals = new LinkTotals();
        foreach (
            var (end, number) in ((LabelSetTypeCounts, int)[])
                [(totals.ByStart, 3), (totals.ByEnd, 5)]
        )
        {
            for (int set = 0; set < Sets; set++)
            {
                sums.Add(set, number);
            }
            totals.Add(end, 2, sums);
        }
        for (int set = 0; set < Sets; set++)
        {
            sets.NumberOf([set]);
        }
        var (starts, ends) = totals.ToCounts(sets);
        Assert.Equal(Sets, starts.Count);
        Assert.Equal(starts, totals.ByStart.ToCounts(sets));
        Assert.Equal(ends, totals.ByEnd.ToCounts(sets));
        Assert.Equal(3, starts[(Sets - 1, 2)]);
        Assert.Equal(5, ends[(0, 2)]);
    }

    [Theory]
    [InlineData(3, 2, 50)]
    [InlineData(5, 1, 500)]
    [InlineData(3_000, 2, 20_000)]
    [InlineData(200, 150, 20_000)]
    public void Sums_are_those_of_a_dictionary_also_when_saved_midway(
        int setCount,
        int typeCount,
        int additions
    )
    {
        var random = new Random(setCount);
        var sets = new LabelSets();
        for (int set = 0; set < setCount; set++)
        {
            int[] labels = [set, 1_000_000 + (set % 7), 1_000_010, 1_000_011];
            Assert.Equal(set, sets.NumberOf(labels.Take(set == 0 ? 0 : 1 + (set % 4))));
        }
        var sums = new LabelSetSums(setCount);
        var counts = new LabelSetTypeCounts();
        var expected = new Dictionary<(int Label, int Type), long>();
        for (int i = 0; i < additions; i++)
        {
            int type = random.Next(typeCount);
            for (int j = random.Next(5); j >= 0; j--)
            {
                int set = random.Next(setCount);
                int number = random.Next(1, 400);
                if (random.Next(2) == 0)
                {
                    sums.Add(set, number);
                }
                else
                {
                    // As of a row that has the set.
                    int[] offsets = [0, number];
                    sums.AddPairs([set], new(1, [0], offsets));
                }
                foreach (int label in sets.LabelsOf(set))
                {
                    expected[(label, type)] = expected.GetValueOrDefault((label, type)) + number;
                }
            }
            counts.Add(type, sums);
            sums.Clear();
            if (i == additions / 2)
            {
                counts = Restored(counts);
            }
        }
        Assert.Equal(
            expected.OrderBy(pair => pair.Key),
            counts.ToCounts(sets).OrderBy(pair => pair.Key)
        );
    }

    private static LabelSetTypeCounts Restored(LabelSetTypeCounts counts)
    {
        using var memory = new MemoryStream();
        using var output = new BinaryWriter(memory);
        counts.WriteTo(output);
        output.Flush();
        memory.Position = 0;
        using var input = new BinaryReader(memory);
        var restored = new LabelSetTypeCounts();
        restored.Restore(input);
        return restored;
    }
}
