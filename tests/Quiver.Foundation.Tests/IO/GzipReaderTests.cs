using System.IO.Compression;
using Quiver.Foundation.IO;

namespace Quiver.Foundation.Tests.IO;

/// <summary>Gzip streams of several members, whole, cut off, and with something behind them.</summary>
public sealed class GzipReaderTests
{
    private const int Rounds = 40;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Members_are_read_one_behind_the_other_and_zeros_behind_them_are_left_out(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < Rounds; round++)
        {
            var (packed, content) = Members(random);
            Assert.Equal(content, Unpack(packed, random));
            Assert.Equal(content, Unpack([.. packed, .. new byte[random.Next(20_000)]], random));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_member_with_a_damaged_beginning_is_not_left_out(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < Rounds; round++)
        {
            var (packed, _) = Members(random);
            var (more, _) = Members(random);
            more[0]++;
            AssertDamaged([.. packed, .. more], random);
            AssertDamaged([.. packed, .. new byte[random.Next(20_000)], .. more], random);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0x78 })]
    [InlineData(new byte[] { 0x1F })]
    [InlineData(new byte[] { 0, 0, 0x78 })]
    [InlineData(new byte[] { 0x78, 0, 0 })]
    public void A_single_byte_behind_the_last_member_is_seen(byte[] rest)
    {
        var random = new Random(5);
        for (int round = 0; round < Rounds; round++)
        {
            AssertDamaged([.. Members(random).Packed, .. rest], random);
        }
    }

    [Fact]
    public void A_stream_that_is_cut_off_is_damaged_wherever_it_is_cut()
    {
        var random = new Random(6);
        byte[] packed = Member([.. "to be cut wherever one can"u8]);
        for (int length = 1; length < packed.Length; length++)
        {
            AssertDamaged(packed[..length], random);
        }
    }

    private static void AssertDamaged(byte[] packed, Random random) =>
        Assert.Throws<InvalidDataException>(() => Unpack(packed, random));

    private static byte[] Unpack(byte[] packed, Random random)
    {
        using var reader = new GzipReader(new MemoryStream(packed));
        var content = new MemoryStream();
        byte[] buffer = new byte[random.Next(1, 10_000)];
        int read = reader.Read(buffer);
        while (read > 0)
        {
            content.Write(buffer, 0, read);
            read = reader.Read(buffer);
        }
        Assert.Equal(0, reader.Read(buffer));
        return content.ToArray();
    }

    /// <summary>Members whose packed lengths lie around those of the decompressor's buffer; some are stored as they are, with zeros in them.</summary>
    private static (byte[] Packed, byte[] Content) Members(Random random)
    {
        var packed = new MemoryStream();
        var content = new MemoryStream();
        for (int members = random.Next(1, 4); members > 0; members--)
        {
            byte[] part = new byte[random.Next(1, 20_000)];
            random.NextBytes(part.AsSpan(0, random.Next(part.Length)));
            content.Write(part);
            packed.Write(Member(part, random.Next(2) == 0));
        }
        return (packed.ToArray(), content.ToArray());
    }

    private static byte[] Member(byte[] content, bool isStored = false)
    {
        var packed = new MemoryStream();
        var level = isStored ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(content);
        }
        return packed.ToArray();
    }
}
