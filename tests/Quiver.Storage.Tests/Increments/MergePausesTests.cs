using Quiver.Storage.Increments;

namespace Quiver.Storage.Tests.Increments;

/// <summary>For how long merges hold back writers.</summary>
public sealed class MergePausesTests
{
    private static readonly MergeOptions Options = new()
    {
        LongestPause = TimeSpan.FromMilliseconds(50),
        UsualPausesOnly = TimeSpan.FromSeconds(10),
        EmergencyPause = TimeSpan.FromMilliseconds(300),
    };

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(11);
    private static readonly TimeSpan Young = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void Pauses_are_short_at_first()
    {
        var pauses = new MergePauses(Options);
        Assert.Equal(50, pauses.Next.TotalMilliseconds);
        pauses.WasTooShort(TimeSpan.FromSeconds(9), Young);
        Assert.Equal(50, pauses.Next.TotalMilliseconds);
    }

    [Fact]
    public void Pauses_grow_when_short_ones_never_suffice()
    {
        var pauses = new MergePauses(Options);
        var grown = new List<double>();
        for (int i = 0; i < 4; i++)
        {
            pauses.WasTooShort(Late, Young);
            grown.Add(pauses.Next.TotalMilliseconds);
        }
        Assert.Equal([100, 200, 300, 300], grown);
    }

    [Fact]
    public void Nobody_is_held_back_longer_for_a_transaction_that_takes_longer()
    {
        var pauses = new MergePauses(Options);
        pauses.WasTooShort(Late, Young);
        pauses.WasTooShort(Late, TimeSpan.FromSeconds(5));
        Assert.Equal(50, pauses.Next.TotalMilliseconds);
    }
}
