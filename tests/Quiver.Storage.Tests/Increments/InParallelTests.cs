using Quiver.Storage.Increments;

namespace Quiver.Storage.Tests.Increments;

public sealed class InParallelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Every_number_is_taken_once(int count)
    {
        int[] taken = new int[count];
        InParallel.For(count, i => Interlocked.Increment(ref taken[i]));
        Assert.All(taken, static times => Assert.Equal(1, times));
    }

    [Fact]
    public void Who_waits_is_told_what_failed_when_nobody_works_any_more()
    {
        int working = 0;
        var error = Assert.Throws<IOException>(() =>
            InParallel.For(
                100,
                i =>
                {
                    Interlocked.Increment(ref working);
                    try
                    {
                        if (i == 3)
                        {
                            throw new IOException("the disk is full");
                        }
                        Thread.Yield();
                    }
                    finally
                    {
                        Interlocked.Decrement(ref working);
                    }
                }
            )
        );
        Assert.Equal("the disk is full", error.Message);
        Assert.Equal(0, Volatile.Read(ref working));
    }

    [Fact]
    public void Both_actions_run()
    {
        bool one = false;
        bool other = false;
        InParallel.Run(() => one = true, () => other = true);
        Assert.True(one && other);
    }
}
