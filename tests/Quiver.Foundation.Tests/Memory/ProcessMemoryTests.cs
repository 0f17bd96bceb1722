using Quiver.Foundation.IO;
using Quiver.Foundation.Memory;

namespace Quiver.Foundation.Tests.Memory;

public sealed class ProcessMemoryTests
{
    private const long Bytes = 64 << 20;

    [Fact]
    public unsafe void Memory_that_is_touched_counts_and_stays_in_the_peak_when_it_is_given_back()
    {
        long before = ProcessMemory.Read(PosixFileSystem.Instance).ResidentBytes;
        long with;
        using (var memory = new ScratchMemory())
        {
            new Span<byte>(memory.Reserve<byte>(Bytes), (int)Bytes).Fill(1);
            with = ProcessMemory.Read(PosixFileSystem.Instance).ResidentBytes;
        }
        // Other tests of the process run meanwhile and may give some back.
        Assert.InRange(with - before, Bytes / 2, Bytes * 8);
        var after = ProcessMemory.Read(PosixFileSystem.Instance);
        // The kernel adds up its threads' pages now and then, so that the peak lags a little behind.
        Assert.InRange(after.PeakBytes, with - (Bytes / 4), long.MaxValue);
        Assert.InRange(after.ResidentBytes, 1, after.PeakBytes);
    }
}
