using Quiver.Foundation.Checksums;
using Quiver.Foundation.IO;
using Quiver.Storage.Increments;

namespace Quiver.Storage.Tests.Increments;

public sealed class RunPartOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quiver-parts").FullName;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parts_that_several_threads_write_are_the_file(bool direct)
    {
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        // Longer than a piece, shorter than a page, nothing, and what fills pages from one end or both.
        int[] lengths = [random.Next(9 << 20), 0, 4096, random.Next(4096), 100, 7, 40_000];
        int[] parts = [.. lengths.Concat(lengths).OrderBy(_ => random.Next())];
        byte[] expected = new byte[parts.Sum()];
        random.NextBytes(expected);
        string path = Path.Join(_folder, "parts");
        uint checksum = 0;
        using (var handle = PosixFileSystem.Instance.CreateNew(path, direct))
        {
            IRunFile file = direct
                ? new DirectRunFile(handle, expected.Length)
                : new SyncedRunFile(handle);
            uint[] checksums = new uint[parts.Length];
            Parallel.For(
                0,
                2,
                thread =>
                {
                    using var output = new RunPartOutput(file);
                    for (int part = thread; part < parts.Length; part += 2)
                    {
                        int begin = parts[..part].Sum();
                        output.Begin(begin);
                        Write(output, expected.AsSpan(begin, parts[part]), new Random(part));
                        output.Flush();
                        Assert.Equal(parts[part], output.Length);
                        checksums[part] = output.Checksum;
                    }
                }
            );
            file.Finish(expected.Length);
            for (int part = 0; part < parts.Length; part++)
            {
                checksum = Crc32C.Combine(checksum, checksums[part], parts[part]);
            }
        }
        Assert.True(expected.AsSpan().SequenceEqual(File.ReadAllBytes(path)), $"seed {seed}");
        Assert.Equal(Crc32C.Append(0, expected), checksum);
    }

    [Fact]
    public void What_the_disk_refuses_ends_the_part()
    {
        using var output = new RunPartOutput(new FullDisk());
        output.Begin(5);
        output.Write(new byte[10]);
        Assert.Equal("full", Assert.Throws<IOException>(output.Flush).Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(RunPartOutput output, ReadOnlySpan<byte> bytes, Random random)
    {
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, random.Next(1, 300_000));
            output.Write(bytes[..count]);
            bytes = bytes[count..];
        }
    }

    private sealed class FullDisk : IRunFile
    {
        public void Write(ReadOnlySpan<byte> bytes, long offset) => throw new IOException("full");

        public void Finish(long length) { }
    }
}
