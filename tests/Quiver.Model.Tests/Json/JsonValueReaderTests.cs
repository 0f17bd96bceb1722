using System.Text;
using System.Text.Json;
using Quiver.Model.Json;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Model.Tests.Json;

public sealed class JsonValueReaderTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData("true", "true")]
    [InlineData("0", "0")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("1.0", "1.0")]
    [InlineData("1e2", "100.0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("\"a\\u00e9\\n\"", "'aé\\n'")]
    [InlineData("\"\\ud83d\\ude00\"", "'😀'")]
    [InlineData("[1,[2.5,\"x\"],[]]", "[1, [2.5, 'x'], []]")]
    [InlineData("{\"a\":1,\"b\":{\"c\":null},\"a\":2}", "{a: 2, b: {c: null}}")]
    public void Parameters_keep_their_kind(string json, string literal) =>
        Assert.Equal(literal, ValueText.Format(Read(json)));

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("123456789012345678901234567890")]
    public void Integers_beyond_64_bits_are_refused_not_rounded(string json)
    {
        var error = Assert.Throws<CypherException>(() => Read(json));

        Assert.Equal("Neo.ClientError.Request.InvalidFormat", error.Status.Code);
    }

    [Theory]
    [InlineData("9223372036854775808", "9.223372036854776E18")]
    [InlineData("[-1e2,123456789012345678901234567890]", "[-100.0, 1.2345678901234568E29]")]
    public void Integers_beyond_64_bits_become_floats_where_that_is_asked_for(
        string json,
        string literal
    ) => Assert.Equal(literal, ValueText.Format(Read(json, WideIntegers.Round)));

    private static Value Read(string json, WideIntegers wide = WideIntegers.Refuse)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        var value = JsonValueReader.Read(ref reader, wide);
        Assert.False(reader.Read());
        return value;
    }
}
