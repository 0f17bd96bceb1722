using Quiver.Model.Values;
using Quiver.Storage.Delta;

namespace Quiver.Storage.Tests.Delta;

public sealed class ChangedKeysTests
{
    [Fact]
    public void A_run_that_only_sets_properties_changes_just_these()
    {
        using var run = RunOf(static builder =>
        {
            builder.SetProperty(new(4), 3, Value.Integer(1));
            builder.SetProperty(new(4), 64, Value.Null);
            builder.SetProperty(new(9), 200, Value.True);
            builder.AddLabel(new(7), 1);
        });
        int[] changed = [.. Enumerable.Range(0, 300).Where(key => run.MayChangeNodeProperty(key))];
        Assert.Equal([3, 64, 200], changed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_run_that_creates_or_deletes_nodes_may_change_any(bool isCreation)
    {
        using var run = RunOf(builder =>
        {
            if (isCreation)
            {
                builder.CreateNode(new(4));
            }
            else
            {
                builder.DeleteNode(new(4));
            }
        });
        Assert.True(run.MayChangeNodeProperty(0));
        Assert.True(run.MayChangeNodeProperty(1000));
    }

    private static ChangeRun RunOf(Action<ChangeRunBuilder> change)
    {
        var builder = new ChangeRunBuilder();
        change(builder);
        return ChangeRun.Open(builder.Seal(100, 100), "a test's run");
    }
}
