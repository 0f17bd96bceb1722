using System.Globalization;
using System.Text;
using Quiver.Import.Values;

namespace Quiver.Import.Tests.Values;

public sealed unsafe class DigitParsingTests
{
    [Fact]
    public void Vector_and_scalar_agree_with_the_framework_on_all_lengths()
    {
        var random = new Random(7);
        for (int round = 0; round < 20_000; round++)
        {
            int length = random.Next(1, 17);
            var text = new StringBuilder("9;-0123456789abc/:");
            int start = text.Length;
            for (int i = 0; i < length; i++)
            {
                // Now and then a byte next to the digits, which must not pass as one.
                text.Append(
                    random.Next(60) == 0
                        ? "/:a \u0000"[random.Next(5)]
                        : (char)('0' + random.Next(10))
                );
            }
            byte[] bytes = Encoding.Latin1.GetBytes(text.ToString());
            bool isNumber = long.TryParse(
                text.ToString(start, length),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out long expected
            );
            // The framework drops zeros at the end of a number.
            isNumber &= bytes.AsSpan(start).IndexOf((byte)0) < 0;
            fixed (byte* p = bytes)
            {
                Assert.Equal(isNumber, DigitParsing.TryParse(p + start, length, out long vector));
                Assert.Equal(
                    isNumber,
                    DigitParsing.TryParseScalar(p + start, length, out long scalar)
                );
                if (isNumber)
                {
                    Assert.Equal((expected, expected), (vector, scalar));
                }
            }
        }
    }
}
