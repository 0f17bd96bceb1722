using System.Globalization;
using System.Text;
using System.Text.Json;
using Quiver.Foundation.Text;

namespace Quiver.Foundation.Tests.Text;

public sealed class JsonTextTests
{
    [Fact]
    public void Whatever_is_escaped_reads_back_as_it_was()
    {
        var random = new Random(7);
        const string Alphabet = "ab\"\\\n\r\t\u0001\u001fü€𝄞\u2028/";
        var runes = Alphabet.EnumerateRunes().ToArray();
        for (int round = 0; round < 2000; round++)
        {
            var builder = new StringBuilder();
            for (int i = random.Next(40); i > 0; i--)
            {
                builder.Append(runes[random.Next(runes.Length)]);
            }
            string text = builder.ToString();
            var json = new JsonText();
            json.Append("\""u8);
            json.AppendEscaped(Encoding.UTF8.GetBytes(text));
            json.Append("\""u8);
            Assert.Equal(text, JsonSerializer.Deserialize<string>(json.Bytes));
            json.Clear();
            json.AppendLiteral("["u8);
            json.AppendString(Encoding.UTF8.GetBytes(text));
            json.AppendLiteral("]"u8);
            Assert.Equal([text], JsonSerializer.Deserialize<string[]>(json.Bytes)!);
        }
    }

    [Fact]
    public void Pieces_of_every_length_are_appended_as_they_are()
    {
        byte[] expected = new byte[100 * 101 / 2];
        new Random(5).NextBytes(expected);
        var json = new JsonText();
        int at = 0;
        for (int length = 0; length <= 100; length++)
        {
            json.Append(expected.AsSpan(at, length));
            at += length;
            Assert.True(json.Bytes.SequenceEqual(expected.AsSpan(0, at)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(1234567890123)]
    [InlineData(long.MaxValue)]
    public void Numbers_are_written_in_full(long number)
    {
        var json = new JsonText();
        json.AppendNumber(number);
        Assert.Equal(
            number.ToString(CultureInfo.InvariantCulture),
            Encoding.ASCII.GetString(json.Bytes)
        );
    }

    [Fact]
    public void Numbers_of_every_length_are_written_as_they_are_read()
    {
        var json = new JsonText();
        for (long power = 1; power > 0 && power <= long.MaxValue / 10; power *= 10)
        {
            foreach (long number in (long[])[power - 1, power, power + 1, power * 9, -power])
            {
                json.Clear();
                json.AppendInteger(number);
                Assert.Equal(
                    number.ToString(CultureInfo.InvariantCulture),
                    Encoding.ASCII.GetString(json.Bytes)
                );
            }
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_become_replacement_characters()
    {
        var json = new JsonText();
        json.AppendUnchecked([(byte)'a', 0xFF, (byte)'"']);
        Assert.Equal("a\uFFFD\\\"", Encoding.UTF8.GetString(json.Bytes));
    }
}
