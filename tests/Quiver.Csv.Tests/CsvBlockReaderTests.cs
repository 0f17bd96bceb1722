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

    /// <summary>The head of a file is read first, and a small file at once with it.</summary>
    [Theory]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(513)]
    [InlineData(32_767)]
    [InlineData(32_768)]
    [InlineData(32_769)]
    public void Files_around_the_lengths_of_heads_and_small_files_are_read_whole(int length)
    {
        string text = string.Concat(Enumerable.Range(0, length).Select(i => $"{i},x\n"))[..length];
        string[] expected =
        [
            .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select((line, i) => $"{i + 1}: {line.Replace(',', '|')}"),
        ];
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] wide = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)];
        foreach (int blockBytes in (int[])[1_000, 1 << 20])
        {
            foreach (byte[] file in (byte[][])[bytes, [0xEF, 0xBB, 0xBF, .. bytes], wide])
            {
                Assert.Equal(expected, CsvReading.Read(file, new CsvDialect(), blockBytes));
                using var packed = new MemoryStream();
                using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
                {
                    gzip.Write(file);
                }
                Assert.Equal(
                    expected,
                    CsvReading.Read(packed.ToArray(), new CsvDialect(), blockBytes)
                );
            }
        }
    }

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

    [Theory]
    [InlineData("'abc''def\\''ghi'", false, "'abc'def\\'ghi'")]
    [InlineData("'va\\'lue\\' three'", true, "'va'lue' three'")]
    [InlineData("'\\\\\\''", true, "'\\''")]
    [InlineData("'a\\b','''',\\'", true, "'a\\b'|'''|\\'")]
    public void Backslashes_escape_only_in_legacy_style(string text, bool isLegacy, string expected)
    {
        var dialect = new CsvDialect { Quote = '\'', LegacyStyleQuoting = isLegacy };
        Assert.Equal(["1: " + expected], CsvReading.Read(text, dialect));
    }

    [Fact]
    public void An_unbalanced_quote_does_not_merge_rows_silently()
    {
        // The quote of line 10 reaches to the next one, which opens a cell of its own.
        string[] lines = [.. Enumerable.Range(1, 20).Select(i => $"{i},\"text {i}\"")];
        lines[9] = "10,\"text 10";
        string text = string.Join('\n', lines);
        Assert.Equal(["error 11:5 data after quote"], CsvReading.Read(text, Multiline, 4096));
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes(text));
        using var reader = new CsvBlockReader(
            Foundation.IO.PosixFileSystem.Instance,
            file.Path,
            Multiline
        );
        using var block = new CsvBlock();
        Assert.True(reader.TryRead(block));
        var error = Assert.Throws<CsvException>(block.Index);
        Assert.Contains("begins in line 10, column 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_the_middle_of_a_file_is_read_where_it_lies_as_it_is()
    {
        string[] lines = [.. Enumerable.Range(0, 1000).Select(i => $"{i:0000},text {i:0000}")];
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', lines));
        Assert.Equal(["500,text 0500", "0501,text 0501"], Read(text, new CsvDialect())[..2]);
        Assert.Equal(500, Read(text, new CsvDialect()).Count);
        Assert.Equal(1000, Read(text, Multiline).Count);
        Assert.Equal(1000, Read(Zip(text, "rows.csv"), new CsvDialect()).Count);

        static List<string> Read(byte[] bytes, CsvDialect dialect)
        {
            using var file = new TemporaryFile(bytes);
            using var reader = new CsvBlockReader(
                Foundation.IO.PosixFileSystem.Instance,
                file.Path,
                dialect
            );
            reader.TrySkipTo((15 * 500) + 1);
            using var block = new CsvBlock();
            var rows = new List<string>();
            while (reader.TryRead(block))
            {
                block.Index();
                for (int row = 0; row < block.RowCount; row++)
                {
                    rows.Add(Encoding.UTF8.GetString(block.RawRow(row)));
                }
            }
            return rows;
        }
    }

    [Fact]
    public void A_multi_line_cell_keeps_its_text_exactly()
    {
        var rows = CsvReading.Read("a,\"first\r\n\n\nlast\n\"\nb,c\n", Multiline, 3);
        Assert.Equal(["1: a|'first\r\n\n\nlast\n'", "6: b|c"], rows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_row_longer_than_allowed_is_an_error_at_its_place(bool isMultiline)
    {
        string text = "a,b\n" + new string('x', 2000) + ",y\nc,d\n";
        foreach (int blockBytes in (int[])[64, 4096])
        {
            var settings = new CsvReadSettings { BlockBytes = blockBytes, MaxRowBytes = 1024 };
            var dialect = new CsvDialect { MultilineFields = isMultiline };
            string error = CsvReading.Read(Encoding.UTF8.GetBytes(text), dialect, settings)[^1];
            Assert.StartsWith(
                "error 2:1 the row that begins here",
                error,
                StringComparison.Ordinal
            );
            Assert.Contains("1024 bytes", error, StringComparison.Ordinal);
            Assert.EndsWith("a longer one cannot be read.", error, StringComparison.Ordinal);
            settings = settings with { RowLimitOption = "--longest" };
            error = CsvReading.Read(Encoding.UTF8.GetBytes(text), dialect, settings)[^1];
            Assert.EndsWith("--longest raises the limit.", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_quote_that_is_never_closed_in_a_large_file_fails_at_the_longest_row()
    {
        string text = "a,b\n1,\"2\n" + string.Concat(Enumerable.Repeat("3,4\n", 1000));
        var settings = new CsvReadSettings { BlockBytes = 64, MaxRowBytes = 512 };
        string error = CsvReading.Read(Encoding.UTF8.GetBytes(text), Multiline, settings)[^1];
        Assert.StartsWith("error 2:1 the row that begins here", error, StringComparison.Ordinal);
        settings = settings with { CollectsFaultyRows = true };
        var rows = CsvReading.Read(Encoding.UTF8.GetBytes(text), Multiline, settings);
        Assert.Equal(["1: a|b", "bad 2:3 unterminated", "3: 3|4"], rows.Take(3));
        Assert.Equal(1002, rows.Count);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_an_error_at_its_cell() =>
        Assert.Equal(
            ["1: a|b", "error 2:3 unterminated"],
            CsvReading.Read("a,b\nc,\"d\ne,f\n", Multiline, 8)
        );

    [Fact]
    public void Trimming_leaves_nothing_of_cells_of_blanks() =>
        Assert.Equal(["1: |a||b|"], CsvReading.Read(" ,a, ,b, ", Trimming));

    [Fact]
    public void Trimming_keeps_blanks_inside_quotes_only() =>
        Assert.Equal(
            ["1: Foo|Bar|'Baz'|' Quux '|"],
            CsvReading.Read("Foo, Bar,\u00A0\"Baz\"\u3000 ,\" Quux \",\u2003\t ", Trimming)
        );

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
    public void A_zip_archive_that_is_cut_off_anywhere_is_damaged()
    {
        byte[] whole = Zip("1,a\n2,b\n"u8.ToArray(), "data.csv");
        for (int length = 4; length < whole.Length; length++)
        {
            string error = Assert.Single(CsvReading.Read(whole[..length], new CsvDialect(), 100));
            Assert.Contains("the zip file is damaged or cut off", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_zip_archive_with_a_password_is_told_from_a_damaged_one()
    {
        byte[] packed = Zip("1,a\n"u8.ToArray(), "data.csv");
        const int flagsInDirectory = 8;
        packed[packed.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + flagsInDirectory] |= 1;
        string error = Assert.Single(CsvReading.Read(packed, new CsvDialect(), 100));
        Assert.Contains("is encrypted", error, StringComparison.Ordinal);
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
