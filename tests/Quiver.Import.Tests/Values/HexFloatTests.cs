using System.Globalization;
using System.Numerics;
using System.Text;
using Quiver.Import.Values;

namespace Quiver.Import.Tests.Values;

public sealed class HexFloatTests
{
    [Theory]
    [InlineData("0x1p0", 1.0)]
    [InlineData("-0x1.8p3", -12.0)]
    [InlineData("+0X.8P-1", 0.25)]
    [InlineData("0x1.p1", 2.0)]
    [InlineData("0x0p99999999999", 0.0)]
    [InlineData("0x1.fffffffffffffp1023", double.MaxValue)]
    [InlineData("0x1.fffffffffffff8p1023", double.PositiveInfinity)]
    [InlineData("0x1p-1074", double.Epsilon)]
    [InlineData("0x1p-1075", 0.0)]
    [InlineData("0x1.8p-1075", double.Epsilon)]
    [InlineData("0x1p-99999999999", 0.0)]
    [InlineData("0x1p99999999999", double.PositiveInfinity)]
    public void Numbers_are_read(string text, double expected)
    {
        Assert.True(HexFloat.TryParse(Encoding.ASCII.GetBytes(text), out double number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("0x")]
    [InlineData("0x1")]
    [InlineData("0xp1")]
    [InlineData("0x.p1")]
    [InlineData("0x1p")]
    [InlineData("0x1p-")]
    [InlineData("0x1.2.3p1")]
    [InlineData("0xgp1")]
    [InlineData("1p1")]
    public void Other_text_is_not(string text) =>
        Assert.False(HexFloat.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Random_numbers_are_rounded_as_exact_arithmetic_rounds_them()
    {
        var random = new Random(17);
        for (int i = 0; i < 3000; i++)
        {
            int digits = random.Next(1, 30);
            string text = string.Concat(
                Enumerable
                    .Range(0, digits)
                    .Select(_ => random.Next(16).ToString("x1", CultureInfo.InvariantCulture))
            );
            int exponent = random.Next(-1200, 1100);
            Assert.True(
                HexFloat.TryParse(
                    Encoding.ASCII.GetBytes(
                        $"0x{text}p{exponent.ToString(CultureInfo.InvariantCulture)}"
                    ),
                    out double number
                )
            );
            var mantissa = BigInteger.Parse(
                "0" + text,
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture
            );
            Assert.Equal(Nearest(mantissa, exponent), number);
        }
    }

    /// <summary>The nearest double by comparing exactly with the two neighbours.</summary>
    private static double Nearest(BigInteger mantissa, int exponent)
    {
        if (mantissa.IsZero)
        {
            return 0;
        }
        int highest = (int)mantissa.GetBitLength() - 1 + exponent;
        if (highest > 1023)
        {
            return double.PositiveInfinity;
        }
        // One unit in the last place is 2^unit.
        int unit = Math.Max(highest - 52, -1074);
        int shift = unit - exponent;
        if (shift <= 0)
        {
            return Math.ScaleB((double)mantissa, exponent);
        }
        var quotient = mantissa >> shift;
        var rest = mantissa - (quotient << shift);
        int comparison = rest.CompareTo(BigInteger.One << (shift - 1));
        bool isUp = comparison > 0 || (comparison == 0 && !quotient.IsEven);
        return Math.ScaleB((double)(quotient + (isUp ? 1 : 0)), unit);
    }
}
