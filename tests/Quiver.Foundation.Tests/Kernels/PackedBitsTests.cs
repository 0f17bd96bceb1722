using Quiver.Foundation.Kernels;
using Quiver.Foundation.Memory;

namespace Quiver.Foundation.Tests.Kernels;

public sealed unsafe class PackedBitsTests
{
    public static TheoryData<int> Widths =>
        [.. Enumerable.Range(0, PackedBits.MaxPackedWidth + 1), 64];

    [Theory]
    [MemberData(nameof(Widths))]
    public void What_was_packed_is_read_back_singly_in_bulk_and_from_any_start(int width)
    {
        var random = new Random(width);
        using var buffer = new NativeBuffer();
        foreach (int count in (int[])[0, 1, 7, 8, 9, 63, 64, 65, 1000])
        {
            long @base = random.NextInt64(long.MinValue, long.MaxValue);
            var values = new long[count];
            for (int i = 0; i < count; i++)
            {
                ulong bits = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
                values[i] = (long)(bits & PackedBits.MaskOf(width)) + @base;
            }
            buffer.Clear();
            long areaBytes = PackedBits.AreaBytes(count, width);
            byte* area = buffer.Append(areaBytes);
            new Span<byte>(area, (int)areaBytes).Fill(0xEE);
            PackedBits.Pack(values, @base, width, area);
            AssertReads(area, areaBytes, (width, @base), values);
        }
    }

    [Theory]
    [InlineData(0UL, 0)]
    [InlineData(1UL, 1)]
    [InlineData(255UL, 8)]
    [InlineData((1UL << 56) - 1, 56)]
    [InlineData(1UL << 56, 64)]
    [InlineData(ulong.MaxValue, 64)]
    public void The_width_is_the_least_that_holds_the_range(ulong range, int width) =>
        Assert.Equal(width, PackedBits.WidthOf(range));

    private static void AssertReads(
        byte* area,
        long areaBytes,
        (int Width, long Base) packing,
        long[] values
    )
    {
        ulong mask = PackedBits.MaskOf(packing.Width);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(values[i], PackedBits.Get(area, i, packing.Width, mask, packing.Base));
        }
        for (int start = 0; start <= Math.Min(values.Length, 17); start++)
        {
            var vector = new long[values.Length - start];
            var scalar = new long[values.Length - start];
            PackedBits.Unpack(area, areaBytes, start, packing, vector);
            PackedBits.UnpackScalar(area, start, packing, scalar);
            Assert.Equal(values[start..], scalar);
            Assert.Equal(scalar, vector);
        }
    }
}
