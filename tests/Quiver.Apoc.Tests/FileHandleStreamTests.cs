using Quiver.Apoc.Export;
using Quiver.Foundation.IO;

namespace Quiver.Apoc.Tests;

public sealed class FileHandleStreamTests
{
    // More than all buffers hold, so that whoever fills them has to wait for the disk.
    private const int TotalBytes = (60 << 20) + 12_345;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Each_write_that_ends_lets_the_next_bytes_in()
    {
        byte[] expected = new byte[TotalBytes];
        new Random(3).NextBytes(expected);
        using var disk = new SlowDisk();
        using var stream = new FileHandleStream(disk);
        var filling = Task.Run(() => Fill(stream, expected), TestContext.Current.CancellationToken);
        for (int writes = 0; !filling.IsCompleted; writes++)
        {
            disk.Let(1);
            await Task.WhenAny(filling, disk.Ended(writes))
                .WaitAsync(_patience, TestContext.Current.CancellationToken);
        }
        await filling;
        disk.Let(TotalBytes);
        stream.Finish();
        Assert.Equal(TotalBytes, disk.Length);
        Assert.True(disk.Bytes.SequenceEqual(expected));
    }

    [Fact]
    public async Task What_the_disk_refuses_is_told_to_whoever_waits_for_it()
    {
        using var disk = new SlowDisk { IsFull = true };
        using var stream = new FileHandleStream(disk);
        var filling = Task.Run(
            () => Fill(stream, new byte[TotalBytes]),
            TestContext.Current.CancellationToken
        );
        disk.Let(TotalBytes);
        var refusal = await Assert.ThrowsAsync<IOException>(() => filling.WaitAsync(_patience));
        Assert.Equal("full", refusal.Message);
    }

    private static void Fill(FileHandleStream stream, byte[] bytes)
    {
        var random = new Random(11);
        for (int at = 0; at < bytes.Length; )
        {
            int count = Math.Min(bytes.Length - at, random.Next(1, 3 << 20));
            stream.Write(bytes.AsSpan(at, count));
            at += count;
        }
    }

    /// <summary>Writes as many times as it is let.</summary>
    private sealed class SlowDisk : IFileHandle
    {
        private readonly byte[] _bytes = new byte[TotalBytes + 4096];
        private readonly SemaphoreSlim _let = new(0);
        private readonly TaskCompletionSource[] _ended =
        [
            .. Enumerable
                .Range(0, 64)
                .Select(_ => new TaskCompletionSource(
                    TaskCreationOptions.RunContinuationsAsynchronously
                )),
        ];
        private int _writes;

        public bool IsFull { get; init; }

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, (int)Length);

        public string Path => "slow";

        public long Length { get; private set; }

        public void Let(int writes) => _let.Release(writes);

        public Task Ended(int write) => _ended[write].Task;

        public void Write(ReadOnlySpan<byte> source, long offset)
        {
            _let.Wait();
            if (IsFull)
            {
                throw new IOException("full");
            }
            source.CopyTo(_bytes.AsSpan((int)offset));
            _ended[Interlocked.Increment(ref _writes) - 1].TrySetResult();
        }

        public void SetLength(long length) => Length = length;

        public int Read(Span<byte> destination, long offset) => throw new NotSupportedException();

        public void SyncData() => throw new NotSupportedException();

        public IMappedRegion Map(long offset, long length) => throw new NotSupportedException();

        public void Dispose() => _let.Dispose();
    }
}
