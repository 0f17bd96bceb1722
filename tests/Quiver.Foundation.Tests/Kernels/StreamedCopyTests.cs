using Quiver.Foundation.Kernels;

namespace Quiver.Foundation.Tests.Kernels;

/// <summary>Copies past the caches, beside plain ones.</summary>
public sealed class StreamedCopyTests
{
    private const int Around = 64;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(4159)]
    [InlineData(70_001)]
    public void Copies_every_byte_and_no_other_wherever_they_lie(int length)
    {
        var random = new Random(length);
        byte[] source = new byte[length + Around];
        random.NextBytes(source);
        byte[] background = new byte[length + 2 * Around];
        random.NextBytes(background);
        for (int start = 0; start < Around; start++)
        {
            byte[] target = [.. background];
            byte[] expected = [.. background];
            var bytes = source.AsSpan(Around - start, length);
            bytes.CopyTo(expected.AsSpan(start));

            StreamedCopy.Copy(bytes, target.AsSpan(start, length));

            Assert.True(expected.AsSpan().SequenceEqual(target), $"a copy to place {start}");
        }
    }
}
