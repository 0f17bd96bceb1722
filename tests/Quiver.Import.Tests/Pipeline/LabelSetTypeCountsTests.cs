using Quiver.Import.Pipeline;

namespace Quiver.Import.Tests.Pipeline;

public sealed class LabelSetTypeCountsTests
{
    [Theory]
    [InlineData(3, 2, 50)]
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
            Assert.Equal(set, sets.NumberOf([set, 1_000_000 + (set % 7)]));
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
                long number = random.Next(1, 400);
                sums.Add(set, number);
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
