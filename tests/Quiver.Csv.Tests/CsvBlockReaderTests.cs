using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Quiver.Csv.Tests;

public sealed class CsvBlockReaderTests
{
    private static readonly CsvDialect Multiline = new() { MultilineFields = true };

    private static readonly CsvDialect Trimming = new() { TrimStrings = true };

    [Theory]
    [InlineData("one,two\",th\"ree", "one|two\"|th\"ree")]
    [InlineData("\"value \"\"one\"\"\",\"\"\"\"", "'value \"one\"'|'\"'")]
    [InlineData("\"\",\r\n", "''|")]
    [InlineData(" \"x\",y", " \"x\"|y")]
    [InlineData("a,,c,", "a||c|")]
    [InlineData("\"a,b\",c", "'a,b'|c")]
    [InlineData("李,😀,Zoë", "李|😀|Zoë")]
    public void Cells_follow_the_rules_of_quoting(string text, string expected) =>
        Assert.Equal(["1: " + expected], CsvReading.Read(text));

    [Fact]
    public void Every_kind_of_line_end_ends_a_row() =>
        Assert.Equal(
            ["1: here|comes|Windows", "2: and|it|has", "3: other|line|endings"],
            CsvReading.Read("here,comes,Windows\r\nand,it,has\rother,line,endings")
        );

    [Fact]
    public void Blank_lines_are_no_rows_but_count_as_lines() =>
        Assert.Equal(["2: a|b", "5: c|d"], CsvReading.Read("\na,b\n\n\r\nc,d\n\n"));

    [Fact]
    public void Text_after_a_closing_quote_is_an_error_with_its_place() =>
        Assert.Equal(
            ["1: x|y", "error 2:10 data after quote"],
            CsvReading.Read("x,y\nabc,\"def\"ghi,jkl\n", blockBytes: 4)
        );

    [Fact]
    public void A_line_end_in_quotes_is_an_error_unless_multiline_fields_are_on()
    {
        Assert.Equal(["error 1:3 line end in quotes"], CsvReading.Read("\"a\nb\",c\n"));
        Assert.Equal(["1: 'a\nb'|c", "3: d|e"], CsvReading.Read("\"a\nb\",c\nd,e", Multiline));
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_an_error_at_its_cell() =>
        Assert.Equal(
            ["1: a|b", "error 2:3 unterminated"],
            CsvReading.Read("a,b\nc,\"d\ne,f\n", Multiline, 8)
        );

    [Fact]
    public void Trimming_keeps_blanks_inside_quotes_only() =>
        Assert.Equal(
            ["1: Foo|Bar|'Baz'|' Quux '"],
            CsvReading.Read("Foo, Bar, \"Baz\" ,\" Quux \"", Trimming)
        );

    [Theory]
    [InlineData("a,\xC3(,b", 1, 3)]
    [InlineData("a,b\nxy,\xFF", 2, 4)]
    public void Invalid_utf8_is_an_error_with_its_place(string latin1, int line, int column)
    {
        using var file = new TemporaryFile(Encoding.Latin1.GetBytes(latin1));
        using var reader = new CsvBlockReader(
            Foundation.IO.PosixFileSystem.Instance,
            file.Path,
            new CsvDialect()
        );
        using var block = new CsvBlock();
        Assert.True(reader.TryRead(block));
        var error = Assert.Throws<CsvException>(block.Index);
        Assert.Equal(new CsvPosition(file.Path, line, column), error.Position);
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_of_utf8_is_dropped_and_others_are_refused()
    {
        Assert.Equal(["1: a|b"], CsvReading.Read("\uFEFFa,b"));
        byte[] utf16 = [0xFF, 0xFE, (byte)'a', 0];
        var rows = CsvReading.Read(utf16, new CsvDialect(), 64);
        Assert.Contains("UTF-16", Assert.Single(rows), StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_and_zip_are_unpacked_by_content()
    {
        byte[] text = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i},x{i}\n"))
        );
        var expected = CsvReading.Read(text, new CsvDialect(), 100);
        Assert.Equal(1000, expected.Count);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(text);
        }
        Assert.Equal(expected, CsvReading.Read(packed.ToArray(), new CsvDialect(), 100));
        Assert.Equal(expected, CsvReading.Read(Zip(text, "data.csv", "__MACOSX/x"), new(), 100));
        var error = Assert.Single(CsvReading.Read(Zip(text, "a.csv", "b.csv"), new(), 100));
        Assert.Contains("several files (a.csv, b.csv)", error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_content_cut_at_every_possible_place_gives_the_same_cells()
    {
        string text =
            "id,name\r\n1,\"a \"\"b\"\" c\"\n2,Łukasz 😀,x\"y\r3,\"\",\n\r\n4,\"q,r\",\"\"\"\"\n5,end";
        foreach (var dialect in (CsvDialect[])[new(), Multiline, Trimming])
        {
            var whole = CsvReading.Read(Encoding.UTF8.GetBytes(text), dialect, 4096);
            Assert.Equal(6, whole.Count);
            for (int blockBytes = 1; blockBytes < text.Length + 8; blockBytes++)
            {
                Assert.Equal(
                    whole,
                    CsvReading.Read(Encoding.UTF8.GetBytes(text), dialect, blockBytes)
                );
            }
        }
    }

    [Theory]
    [InlineData(20261121)]
    public void Random_text_in_random_blocks_reads_as_the_reference_reads_it(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 4000; round++)
        {
            var dialect = new CsvDialect { MultilineFields = random.Next(2) == 0 };
            string text = RandomText(random);
            int blockBytes = random.Next(1, 200);
            var expected = ReferenceReader.Read(text, dialect);
            var actual = CsvReading.Read(Encoding.UTF8.GetBytes(text), dialect, blockBytes);
            string place = string.Create(
                CultureInfo.InvariantCulture,
                $"seed {seed}, round {round}, blocks of {blockBytes}, multiline {dialect.MultilineFields}: {text}"
            );
            if (expected.Count > 0 && expected[^1].StartsWith("error", StringComparison.Ordinal))
            {
                // Rows of the block that fails are not given out.
                Assert.True(expected[^1] == actual[^1], $"{place}\n{expected[^1]}\n{actual[^1]}");
                Assert.Equal(expected.Take(actual.Count - 1), actual.SkipLast(1));
            }
            else
            {
                Assert.True(expected.SequenceEqual(actual), place);
            }
        }
    }

    /// <summary>Long stretches without quotes as well as dense ones, so that windows of all kinds occur.</summary>
    private static string RandomText(Random random)
    {
        string[] pieces = random.Next(4) switch
        {
            0 => [",", "\"", "\n", "\r", "a"],
            1 => ["abc", "de", ",", "\n", "\"x\"", "\"y,\"\"z\"\"\"", ",", "\r\n"],
            2 => ["abcdefghijklmnopqrstuvwxyz", ",", "\n", "0123456789", "5\"", "\"\"\"q\"\"\""],
            _ => ["\"a\nb\"", ",", "\n", "word", "\"\"", "\"c\"", ",\"long quoted content, here\""],
        };
        var text = new StringBuilder();
        int count = random.Next(1, 60);
        for (int i = 0; i < count; i++)
        {
            text.Append(pieces[random.Next(pieces.Length)]);
        }
        return text.ToString();
    }

    private static byte[] Zip(byte[] text, params string[] names)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(text);
            }
        }
        return packed.ToArray();
    }
}
