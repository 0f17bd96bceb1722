using System.Text;
using Quiver.Csv.Encodings;

namespace Quiver.Csv.Tests;

public sealed class EncodingTests
{
    private const string Text = "id,name\n1,Zoë Ł €\n2,\"李, 😀\U00010000\U0010FFFD\"\n3,plain\n";

    private static readonly string[] _rows =
    [
        "1: id|name",
        "2: 1|Zoë Ł €",
        "3: 2|'李, 😀\U00010000\U0010FFFD'",
        "4: 3|plain",
    ];

    public static TheoryData<string, Encoding> Unicode =>
        new()
        {
            { "UTF-8", new UTF8Encoding(true) },
            { "utf8", new UTF8Encoding(false) },
            { "UTF-16LE", new UnicodeEncoding(false, false) },
            { "UTF-16BE", new UnicodeEncoding(true, false) },
            { "UTF-16", new UnicodeEncoding(true, false) },
            { "UTF-32LE", new UTF32Encoding(false, false) },
            { "UTF-32", new UTF32Encoding(true, false) },
        };

    [Theory]
    [MemberData(nameof(Unicode))]
    public void Unicode_is_read_in_every_form_wherever_it_is_cut(string name, Encoding written)
    {
        for (int blockBytes = 1; blockBytes < Text.Length * 4; blockBytes++)
        {
            Assert.Equal(_rows, Read(name, written.GetBytes(Text), blockBytes));
        }
    }

    [Theory]
    [InlineData("US-ASCII")]
    [InlineData("UTF-32LE")]
    [InlineData("windows-1252")]
    public void A_byte_order_mark_is_dropped_and_beats_the_option(string option)
    {
        foreach (
            var written in (Encoding[])
                [
                    new UTF8Encoding(true),
                    new UnicodeEncoding(false, true),
                    new UnicodeEncoding(true, true),
                    new UTF32Encoding(false, true),
                    new UTF32Encoding(true, true),
                ]
        )
        {
            byte[] text = [.. written.GetPreamble(), .. written.GetBytes(Text)];
            Assert.Equal(_rows, Read(option, text));
        }
    }

    [Theory]
    [InlineData("ISO-8859-1", "caf\u00E9", new byte[] { (byte)'c', (byte)'a', (byte)'f', 0xE9 })]
    [InlineData("latin1", "\u0085x", new byte[] { 0x85, (byte)'x' })]
    [InlineData("ISO8859_15", "€", new byte[] { 0xA4 })]
    [InlineData("Cp1252", "€", new byte[] { 0x80 })]
    [InlineData("windows-1251", "Ж", new byte[] { 0xC6 })]
    [InlineData("IBM437", "é", new byte[] { 0x82 })]
    [InlineData("KOI8_R", "ю", new byte[] { 0xC0 })]
    [InlineData("Shift_JIS", "日本", new byte[] { 0x93, 0xFA, 0x96, 0x7B })]
    [InlineData("GB18030", "€", new byte[] { 0xA2, 0xE3 })]
    [InlineData("Big5", "中", new byte[] { 0xA4, 0xA4 })]
    [InlineData("EUC-KR", "한", new byte[] { 0xC7, 0xD1 })]
    public void Encodings_are_known_by_the_names_of_iana_and_java(
        string name,
        string expected,
        byte[] written
    )
    {
        byte[] text = [(byte)'1', (byte)',', .. written, (byte)'\n', (byte)'2'];
        Assert.Equal([$"1: 1|{expected}", "2: 2"], Read(name, text));
        Assert.Equal([$"1: 1|{expected}", "2: 2"], Read(name, text, 1));
    }

    [Theory]
    [InlineData("UTF9", "UTF-8")]
    [InlineData("windows1259x", "windows-125")]
    [InlineData("klingon", "Known are")]
    public void Unknown_names_are_refused_with_suggestions(string name, string suggestion)
    {
        Assert.False(TextEncoding.TryFind(name, out _, out string? problem));
        Assert.Contains($"'{name}'", problem, StringComparison.Ordinal);
        Assert.Contains(suggestion, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UTF-8", new byte[] { 0xC3, (byte)'(' }, "byte 0xC3 is not valid UTF-8")]
    [InlineData("UTF-8", new byte[] { 0xFF }, "byte 0xFF is not valid UTF-8")]
    [InlineData("UTF-8", new byte[] { 0xE2, 0x82 }, "bytes 0xE2 0x82 are not valid UTF-8")]
    [InlineData("UTF-8", new byte[] { 0x93 }, "--input-encoding=windows-1252")]
    [InlineData("UTF-8", new byte[] { 0xE9 }, "--input-encoding=ISO-8859-1")]
    [InlineData("US-ASCII", new byte[] { 0xE9, 0xEA }, "bytes 0xE9 0xEA are not valid us-ascii")]
    [InlineData("windows-1252", new byte[] { 0x81 }, "byte 0x81 is not valid windows-1252")]
    [InlineData("GB18030", new byte[] { 0xFF }, "byte 0xFF is not valid")]
    public void Bytes_that_the_encoding_does_not_know_make_a_wrong_row(
        string name,
        byte[] wrong,
        string expected
    )
    {
        byte[] text = [.. "a,b\nxy,"u8, .. wrong, .. "\nc,d\n"u8];
        foreach (int blockBytes in (int[])[3, 64])
        {
            string error = Read(name, text, blockBytes)[^1];
            Assert.StartsWith("error 2:4 ", error, StringComparison.Ordinal);
            Assert.Contains(expected, error, StringComparison.Ordinal);
            var rows = Read(name, text, blockBytes, collects: true);
            Assert.Equal(3, rows.Count);
            Assert.Equal(["1: a|b", "3: c|d"], [rows[0], rows[2]]);
            Assert.Contains(expected, rows[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Halves_of_surrogates_and_bytes_left_over_are_wrong_in_utf16()
    {
        byte[] lone =
        [
            .. Encoding.Unicode.GetBytes("a,b\nc,"),
            0x00,
            0xD8,
            .. Encoding.Unicode.GetBytes("\nd"),
        ];
        Assert.Contains(
            "error 2:3 bytes 0x00 0xD8 are not valid UTF-16LE",
            Read("UTF-16LE", lone)[^1],
            StringComparison.Ordinal
        );
        byte[] odd = [.. Encoding.Unicode.GetBytes("a\nb"), 0x41];
        Assert.Contains(
            "error 2:2 byte 0x41 is not",
            Read("UTF-16LE", odd)[^1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Utf16_without_a_mark_is_recognised_where_utf8_is_expected()
    {
        string error = Assert.Single(Read("UTF-8", Encoding.Unicode.GetBytes(Text)));
        Assert.Contains("--input-encoding=UTF-16LE", error, StringComparison.Ordinal);
        error = Assert.Single(Read("UTF-8", Encoding.BigEndianUnicode.GetBytes(Text)));
        Assert.Contains("--input-encoding=UTF-16BE", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Wide_characters_separate_and_quote_in_other_encodings_too()
    {
        var dialect = Dialect("ISO-8859-1") with { Delimiter = '§', Quote = '¦' };
        byte[] text = Encoding.Latin1.GetBytes("a§¦b§c¦¦¦§d¦é\n");
        Assert.Equal(["1: a|'b§c¦'|d¦é"], CsvReading.Read(text, dialect, 5));
        // Bytes that stand for the wide characters inside are not taken for them.
        dialect = new CsvDialect { Delimiter = '§', Quote = '¦' };
        string error = CsvReading.Read([.. "a\n"u8, 0xFE, .. "b"u8], dialect, 64)[^1];
        Assert.StartsWith(
            "error 2:1 byte 0xFE is not valid UTF-8",
            error,
            StringComparison.Ordinal
        );
    }

    private static CsvDialect Dialect(string name)
    {
        Assert.True(TextEncoding.TryFind(name, out var encoding, out _));
        return new CsvDialect { Encoding = encoding };
    }

    private static List<string> Read(
        string name,
        byte[] text,
        int blockBytes = 64,
        bool collects = false
    ) =>
        CsvReading.Read(
            text,
            Dialect(name),
            new CsvReadSettings { BlockBytes = blockBytes, CollectsFaultyRows = collects }
        );
}
