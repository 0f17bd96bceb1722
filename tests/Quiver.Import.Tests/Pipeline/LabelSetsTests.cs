using Quiver.Import.Pipeline;

namespace Quiver.Import.Tests.Pipeline;

public sealed class LabelSetsTests
{
    [Fact]
    public void A_set_and_one_more_label_is_the_set_of_all_of_them()
    {
        var random = new Random(11);
        var sets = new LabelSets();
        var labels = new List<HashSet<int>> { new() };
        Assert.Equal(0, sets.NumberOf([]));
        for (int i = 0; i < 2_000; i++)
        {
            int set = random.Next(labels.Count);
            int label = random.Next(12);
            HashSet<int> wanted = [.. labels[set], label];
            int number = sets.With(set, label);
            if (number == labels.Count)
            {
                labels.Add(wanted);
            }
            Assert.Equal(wanted.Order(), sets.LabelsOf(number));
            Assert.Equal(number, sets.NumberOf(wanted.Reverse()));
            Assert.Equal(number, sets.With(set, label));
        }
        Assert.Equal(labels.Count, sets.Count);
    }
}
