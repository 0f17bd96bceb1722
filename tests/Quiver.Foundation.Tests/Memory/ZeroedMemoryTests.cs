using Quiver.Foundation.Memory;

namespace Quiver.Foundation.Tests.Memory;

public sealed class ZeroedMemoryTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4096, 2)]
    [InlineData(2L << 20, 3)]
    [InlineData((7L << 20) + 12_345, 3)]
    public void Pages_that_several_threads_take_are_zeros_and_all_there(long bytes, int threads)
    {
        using var memory = new ZeroedMemory(bytes);
        memory.Populate(threads);

        Assert.False(memory.Span(0, (int)bytes).ContainsAnyExcept((byte)0));
        memory.Span(bytes - 1, 1)[0] = 1;
        Assert.Equal(1, memory.Span(0, (int)bytes)[^1]);
    }
}
