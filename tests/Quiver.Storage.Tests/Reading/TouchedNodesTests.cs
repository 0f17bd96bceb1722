using Quiver.Model;
using Quiver.Storage.Delta;
using Quiver.Storage.Reading;

namespace Quiver.Storage.Tests.Reading;

public sealed class TouchedNodesTests
{
    private const int Nodes = 2000;

    [Theory]
    [InlineData(1, new long[] { 5, 7, 8, 1500 })]
    [InlineData(2, new long[] { 7, 8, 9, 1500 })]
    [InlineData(3, new long[] { 7, 1500 })]
    public void Of_a_label_only_those_are_walked_that_get_or_lose_it_or_are_deleted(
        int label,
        long[] expected
    )
    {
        using var newer = RunOf(static builder =>
        {
            builder.RemoveLabel(new(8), 1);
            builder.DeleteNode(new(1500));
            builder.AddLabel(new(9), 2);
        });
        using var older = RunOf(static builder =>
        {
            for (int node = 100; node < Nodes; node++)
            {
                builder.CreateNode(new(node));
                builder.AddLabel(new(node), 0);
            }
            builder.AddLabel(new(5), 1);
            builder.DeleteNode(new(7));
            builder.AddLabel(new(8), 2);
        });
        Assert.Equal(expected, Walk([newer, older], new LabelId(label)));
    }

    [Fact]
    public void Without_a_label_all_are_walked_whose_labels_change()
    {
        using var newer = RunOf(static builder => builder.RemoveLabel(new(8), 1));
        using var older = RunOf(static builder =>
        {
            builder.CreateNode(new(3));
            builder.SetProperty(new(4), 0, Model.Values.Value.True);
            builder.AddLabel(new(8), 2);
        });
        Assert.Equal([3, 8], Walk([newer, older], LabelId.None));
    }

    private static List<long> Walk(ChangeRun[] runs, LabelId label)
    {
        var result = new List<long>();
        for (
            var touched = new TouchedNodes(runs, label);
            touched.Current < long.MaxValue;
            touched.MoveNext()
        )
        {
            result.Add(touched.Current);
        }
        return result;
    }

    private static ChangeRun RunOf(Action<ChangeRunBuilder> change)
    {
        var builder = new ChangeRunBuilder();
        change(builder);
        return ChangeRun.Open(builder.Seal(Nodes, 1), "a test's run");
    }
}
