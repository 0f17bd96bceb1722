using System.Text;
using Quiver.Foundation.Checksums;

namespace Quiver.Foundation.Tests.Checksums;

public sealed class Crc32CTests
{
    [Fact]
    public void The_check_value_of_the_standard_is_met() =>
        Assert.Equal(0xE3069283u, Crc32C.Compute(Encoding.ASCII.GetBytes("123456789")));

    [Fact]
    public void The_streams_agree_with_the_definition_at_every_size_and_cut()
    {
        var random = new Random(20260114);
        var bytes = new byte[60_000];
        random.NextBytes(bytes);
        foreach (int length in Lengths(random))
        {
            var part = bytes.AsSpan(random.Next(bytes.Length - length + 1), length);
            uint expected = Crc32C.ComputeByDefinition(part);
            Assert.Equal(expected, Crc32C.Compute(part));
            int cut = random.Next(length + 1);
            Assert.Equal(expected, Crc32C.Append(Crc32C.Compute(part[..cut]), part[cut..]));
            Assert.Equal(
                expected,
                Crc32C.Combine(
                    Crc32C.Compute(part[..cut]),
                    Crc32C.Compute(part[cut..]),
                    length - cut
                )
            );
        }
    }

    private static IEnumerable<int> Lengths(Random random) =>
        Enumerable
            .Range(0, 40)
            .Concat([767, 768, 769, 1536, 24_575, 24_576, 24_577, 49_152, 59_999])
            .Concat(Enumerable.Range(0, 30).Select(_ => random.Next(60_000)));
}
