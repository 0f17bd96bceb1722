using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Quiver.Import.Tests;

/// <summary>Files as they come: parts, archives, encodings, dialects.</summary>
public sealed class InputFilesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_part_without_a_final_line_end_ends_its_row_before_the_next_part(bool isPacked)
    {
        using var folder = new ImportFolder();
        folder.NodeFiles(
            "N",
            Write(folder, "h.csv", "id:ID,x:long", isPacked),
            Write(folder, "a.csv", "1,10\n2,20", isPacked),
            Write(folder, "b.csv", "3,30", isPacked),
            Write(folder, "empty.csv", "", isPacked),
            Write(folder, "c.csv", "\n4,40\n", isPacked)
        );
        Assert.Equal(
            [
                "(N {id: '1', x: 10})",
                "(N {id: '2', x: 20})",
                "(N {id: '3', x: 30})",
                "(N {id: '4', x: 40})",
            ],
            folder.RunAndRead().Nodes
        );
    }

    [Fact]
    public void Thousands_of_parts_give_the_graph_of_the_whole_and_errors_name_the_part()
    {
        using var folder = new ImportFolder();
        const int parts = 1500;
        const int rows = 3;
        string[] files =
        [
            .. Enumerable
                .Range(0, parts)
                .Select(part =>
                    folder.Write(
                        string.Create(CultureInfo.InvariantCulture, $"part{part}.csv"),
                        [
                            .. Enumerable
                                .Range(part * rows, rows)
                                .Select(id => $"{id},\"text, {id}\""),
                        ]
                    )
                ),
        ];
        folder.NodeFiles("N", [folder.Write("h.csv", ":ID,x"), .. files]);
        folder.Options = folder.Options with { IdType = IdType.Integer, Threads = 3 };
        var nodes = folder.RunAndRead().Nodes;
        Assert.Equal(parts * rows, nodes.Count);
        Assert.Equal($"(N {{x: 'text, {nodes.Count - 1}'}})", nodes[^1]);

        File.AppendAllText(files[700], "5,x\n");
        folder.Options = folder.Options with { OverwriteDestination = true };
        Assert.Contains("part700.csv:4:1: Id '5'", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_repeat_the_header_have_it_skipped_where_asked_for()
    {
        using var folder = new ImportFolder();
        folder.NodeFiles(
            "N",
            folder.Write("a.csv", "id:ID,x", "1,a"),
            folder.Write("b.csv", "", "id:ID,x", "2,b"),
            folder.Write("c.csv", "a(b,3,4"),
            folder.Write("d.csv", "id:ID,x")
        );
        folder.Options = folder.Options with
        {
            AutoSkipSubsequentHeaders = true,
            IgnoreExtraColumns = true,
        };
        Assert.Equal(
            ["(N {id: '1', x: 'a'})", "(N {id: '2', x: 'b'})", "(N {id: 'a(b', x: '3'})"],
            folder.RunAndRead().Nodes
        );
    }

    [Fact]
    public void A_repeated_header_is_a_row_like_any_other_where_it_is_not_to_be_skipped()
    {
        using var folder = new ImportFolder();
        folder.NodeFiles(
            "N",
            folder.Write("a.csv", "id:ID,name", "1,a"),
            folder.Write("b.csv", "id:ID,name", "2,b")
        );
        Assert.Equal(
            [
                "(N {id: '1', name: 'a'})",
                "(N {id: 'id:ID', name: 'name'})",
                "(N {id: '2', name: 'b'})",
            ],
            folder.RunAndRead().Nodes
        );
    }

    [Fact]
    public void Repeated_headers_are_skipped_also_where_cells_may_hold_line_ends()
    {
        using var folder = new ImportFolder();
        folder.NodeFiles(
            "N",
            folder.Write("a.csv", "id:ID,x", "1,\"a", "b\""),
            folder.Write("b.csv", "id:ID,\"x\"", "2,\"c", "", "d\""),
            folder.Write("c.csv", "a(b,3,4", "3,e")
        );
        folder.Options = folder.Options with
        {
            AutoSkipSubsequentHeaders = true,
            MultilineFields = true,
            IgnoreExtraColumns = true,
        };
        Assert.Equal(
            [
                "(N {id: '1', x: 'a\\nb'})",
                "(N {id: '2', x: 'c\\n\\nd'})",
                "(N {id: 'a(b', x: '3'})",
                "(N {id: '3', x: 'e'})",
            ],
            folder.RunAndRead().Nodes
        );
    }

    [Fact]
    public void Short_rows_lack_their_last_columns_and_the_next_row_stays_whole()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "id:ID,x,y:int,z:IGNORE",
            "0,",
            "1,a,",
            "2,b,3",
            "3",
            "4,c,5,w"
        );
        Assert.Equal(
            [
                "(N {id: '0'})",
                "(N {id: '1', x: 'a'})",
                "(N {id: '2', x: 'b', y: 3})",
                "(N {id: '3'})",
                "(N {id: '4', x: 'c', y: 5})",
            ],
            folder.RunAndRead().Nodes
        );
    }

    [Fact]
    public void Characters_beyond_ascii_separate_cells_elements_and_labels()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "id:ID§x§a:string[]§n:long[]§:LABEL",
            "1§«q§w ««e»«§a¦«b§1¦2§L¦M",
            "2§p«¦§c«¦d§3§L",
            "3§plain§e§4¦5§"
        );
        folder.Options = folder.Options with { Delimiter = '§', ArrayDelimiter = '¦', Quote = '«' };
        Assert.Equal(
            [
                "(L:M:N {id: '1', x: 'q§w «e»', a: ['a', '«b'], n: [1, 2]})",
                "(L:N {id: '2', x: 'p«¦', a: ['c«', 'd'], n: [3]})",
                "(N {id: '3', x: 'plain', a: ['e'], n: [4, 5]})",
            ],
            folder.RunAndRead().Nodes
        );
    }

    [Fact]
    public void Legacy_style_quoting_reads_backslashes_in_every_kind_of_column()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "id:ID,x,a:string[],:LABEL",
            "\"i\\\"1\",\"a\\\"b\\\\\",\"p\\\";q\",\"L\\\"\""
        );
        folder.Options = folder.Options with { LegacyStyleQuoting = true };
        string node = Assert.Single(folder.RunAndRead().Nodes);
        Assert.Contains("id: 'i\"1'", node, StringComparison.Ordinal);
        Assert.Contains("x: 'a\"b\\", node, StringComparison.Ordinal);
        Assert.Contains("'p\"', 'q'", node, StringComparison.Ordinal);
        Assert.Contains("L\"", node, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UTF-16", "utf-16BE")]
    [InlineData("windows-1252", "windows-1252")]
    public void Input_in_another_encoding_is_read_when_the_option_names_it(
        string option,
        string written
    )
    {
        var encoding =
            CodePagesEncodingProvider.Instance.GetEncoding(written)
            ?? Encoding.GetEncoding(written);
        using var folder = new ImportFolder();
        string path = Path.Join(folder.Folder, "n.csv");
        File.WriteAllBytes(path, encoding.GetBytes("id:ID,größe\n1,Zoë €\n"));
        folder.NodeFiles("N", path);
        folder.Options = folder.Options with { InputEncoding = option };
        Assert.Equal(["(N {id: '1', größe: 'Zoë €'})"], folder.RunAndRead().Nodes);
    }

    [Fact]
    public void An_unknown_encoding_is_a_usage_error_with_suggestions()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID", "1");
        folder.Options = folder.Options with { InputEncoding = "windows-1522" };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Usage, error.Kind);
        Assert.Contains("windows-1252", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_bytes_name_their_place_and_the_option()
    {
        using var folder = new ImportFolder();
        string path = Path.Join(folder.Folder, "n.csv");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("id:ID,x\n1,a\n2,caf\u00E9\n"));
        folder.NodeFiles("N", path);
        string message = folder.Fail().Message;
        Assert.Contains("n.csv:3:6: byte 0xE9", message, StringComparison.Ordinal);
        Assert.Contains("--input-encoding=ISO-8859-1", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UTF-16LE", "\\x00\\xD8")]
    [InlineData("UTF-16BE", "\\xD8\\x00")]
    public void The_report_shows_bytes_that_the_encoding_does_not_know_as_the_file_has_them(
        string encoding,
        string expected
    )
    {
        var half = Encoding.GetEncoding(encoding);
        using var folder = new ImportFolder();
        string path = Path.Join(folder.Folder, "n.csv");
        byte[] lone = encoding == "UTF-16LE" ? [0x00, 0xD8] : [0xD8, 0x00];
        File.WriteAllBytes(
            path,
            [.. half.GetBytes("id:ID,n\n1,"), .. lone, .. half.GetBytes("x\n2,é\n")]
        );
        folder.NodeFiles("N", path);
        folder.Options = folder.Options with { InputEncoding = encoding, SkipBadRows = true };
        Assert.Equal(1, folder.Run().Nodes);
        var listed = JsonElement.Parse(Assert.Single(folder.Report));
        Assert.Equal($"1,{expected}x", listed.GetProperty("row").GetString());
    }

    [Fact]
    public void Listed_files_alone_may_have_line_ends_in_cells()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID,x", "1,\"a\nb\"");
        folder.Nodes("M", "id:ID,x", "2,\"c\"");
        string listed = Path.Join(folder.Folder, "nodes0.csv");
        folder.Options = folder.Options with { MultilineFiles = [listed] };
        Assert.Equal(2, folder.Run().Nodes);
        folder.Options = folder.Options with
        {
            MultilineFiles = [Path.Join(folder.Folder, "nodes1.csv")],
            OverwriteDestination = true,
        };
        Assert.Contains(
            "nodes0.csv:2:5: a quoted cell contains",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Options = folder.Options with { MultilineFiles = ["elsewhere.csv"] };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Usage, error.Kind);
        Assert.Contains("'elsewhere.csv'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_longer_than_the_read_buffer_is_an_error()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID,x", "1," + new string('x', 1500));
        folder.Options = folder.Options with { ReadBufferBytes = 1024 };
        string message = folder.Fail().Message;
        Assert.Contains("nodes0.csv:2:1: ", message, StringComparison.Ordinal);
        Assert.Contains("--read-buffer-size", message, StringComparison.Ordinal);
        folder.Options = folder.Options with { ReadBufferBytes = 2048 };
        Assert.Single(folder.RunAndRead().Nodes);
    }

    [Theory]
    [InlineData("cut.gz", "gzip")]
    [InlineData("checksum.gz", "gzip")]
    [InlineData("cut.zip", "zip")]
    [InlineData("checksum.zip", "zip")]
    public void A_damaged_archive_fails_with_its_name_and_how_far_it_was_read(
        string name,
        string format
    )
    {
        using var folder = new ImportFolder();
        byte[] text = Encoding.UTF8.GetBytes(
            "id:ID,x\n"
                + string.Concat(
                    Enumerable.Range(0, 60_000).Select(i => $"{i},{i * 2654435761L % 1000003}\n")
                )
        );
        byte[] packed = format == "gzip" ? Gzip(text) : Zip(text);
        // The checksum stands in the trailer of a gzip file, and in the directory at the end of a zip file.
        int checksum =
            format == "gzip" ? packed.Length - 8 : packed.AsSpan().LastIndexOf("PK\x01\x02"u8) + 16;
        if (name.StartsWith("cut", StringComparison.Ordinal))
        {
            packed = packed[..(packed.Length * 2 / 3)];
        }
        else
        {
            packed[checksum] ^= 0x10;
        }
        string path = Path.Join(folder.Folder, name);
        File.WriteAllBytes(path, packed);
        folder.NodeFiles("N", path);
        var error = folder.Fail();
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"the {format} file is damaged or cut off",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains($"of its {packed.Length} bytes", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Options.DatabaseDirectory));
    }

    [Fact]
    public void Gzip_of_several_members_and_zip_with_companions_are_read_whole()
    {
        using var folder = new ImportFolder();
        string members = Path.Join(folder.Folder, "members.csv");
        File.WriteAllBytes(members, [.. Gzip("id:ID\n1\n"u8), .. Gzip("2\n3"u8)]);
        string zip = Path.Join(folder.Folder, "zip.csv");
        File.WriteAllBytes(zip, Zip("id:ID\n4\n"u8, "data.csv", "__MACOSX/data.csv", ".hidden"));
        folder.NodeFiles("N", members).NodeFiles("N", zip);
        Assert.Equal(4, folder.Run().Nodes);
    }

    [Fact]
    public void An_archive_inside_an_archive_is_refused_by_what_it_is()
    {
        using var folder = new ImportFolder();
        foreach (
            var (name, bytes, what) in new[]
            {
                ("gz.zip", Zip(Gzip("id:ID\n1\n"u8)), "the zip file holds another archive (gzip)"),
                ("zip.gz", Gzip(Zip("id:ID\n1\n"u8)), "the gzip file holds another archive (zip)"),
                (
                    "two.gz",
                    Gzip(Gzip("id:ID\n1\n"u8)),
                    "the gzip file holds another archive (gzip)"
                ),
                ("data.tar", Tar(), "the file is an archive (tar)"),
                ("data.xz", [0xFD, .. "7zXZ\0 rest"u8], "the file is an archive (xz)"),
                ("data.bz2", [.. "BZh91AY&SY rest"u8], "the file is an archive (bzip2)"),
                ("data.zst", [0x28, 0xB5, 0x2F, 0xFD, 1], "the file is an archive (zstd)"),
                ("data.lz4", [4, 0x22, 0x4D, 0x18, 1], "the file is an archive (lz4)"),
                ("data.7z", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, 1], "the file is an archive (7z)"),
                ("data.rar", [.. "Rar!"u8, 0x1A, 7, 1], "the file is an archive (rar)"),
                ("data.tgz", Gzip(Tar()), "the gzip file holds another archive (tar)"),
            }
        )
        {
            string path = Path.Join(folder.Folder, name);
            File.WriteAllBytes(path, bytes);
            folder.Options = folder.Options with { Nodes = [new NodeFileGroup(["N"], [path])] };
            string message = folder.Fail().Message;
            Assert.StartsWith($"{path}:1:1: {what}", message, StringComparison.Ordinal);
            Assert.Contains("Unpack it first", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("UTF-16", "utf-16", "looks like UTF-16LE without a byte order mark")]
    [InlineData("UTF-16LE", "utf-16BE", "looks like UTF-16BE without a byte order mark")]
    [InlineData("UTF-8", "utf-32", "looks like UTF-32LE without a byte order mark")]
    [InlineData("UTF-8", "utf-32BE", "looks like UTF-32BE without a byte order mark")]
    [InlineData("UTF-16", "utf-8", "is not UTF-16BE: it begins with plain ASCII characters")]
    [InlineData("UTF-32LE", "utf-8", "is not UTF-32LE: it begins with plain ASCII characters")]
    public void Text_that_is_evidently_not_in_the_encoding_of_the_option_is_refused(
        string option,
        string written,
        string problem
    )
    {
        using var folder = new ImportFolder();
        string path = Path.Join(folder.Folder, "n.csv");
        File.WriteAllBytes(path, Encoding.GetEncoding(written).GetBytes("id:ID,x\n1,2\n"));
        folder.NodeFiles("N", path);
        folder.Options = folder.Options with { InputEncoding = option };
        Assert.Contains(problem, folder.Fail().Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, "bzip2")]
    [InlineData(14, "lzma")]
    [InlineData(93, "zstd")]
    [InlineData(77, "number 77")]
    public void A_zip_archive_packed_by_a_method_that_is_not_known_is_told_as_such(
        int method,
        string name
    )
    {
        using var folder = new ImportFolder();
        byte[] packed = Zip("id:ID\n1\n"u8, "__MACOSX/n.csv", "n.csv", ".hidden");
        foreach (var (signature, offset) in new[] { ("PK\x01\x02", 10), ("PK\x03\x04", 8) })
        {
            byte[] mark = Encoding.Latin1.GetBytes(signature);
            for (int at = 0; packed.AsSpan(at).IndexOf(mark) is >= 0 and var next; at += next + 1)
            {
                packed[at + next + offset] = (byte)method;
            }
        }
        string path = Path.Join(folder.Folder, "n.zip");
        File.WriteAllBytes(path, packed);
        folder.NodeFiles("N", path);
        Assert.StartsWith(
            $"{path}:1:1: the file in the zip archive is packed by a method that is not supported ({name}).",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_zip_archive_without_files_is_refused_as_such()
    {
        using var folder = new ImportFolder();
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true)) { }
        string path = Path.Join(folder.Folder, "n.zip");
        File.WriteAllBytes(path, packed.ToArray());
        folder.NodeFiles("N", path);
        Assert.Equal($"{path}:1:1: the zip archive contains no file.", folder.Fail().Message);
    }

    private static byte[] Tar()
    {
        var packed = new MemoryStream();
        using (var tar = new System.Formats.Tar.TarWriter(packed, leaveOpen: true))
        {
            var entry = new System.Formats.Tar.UstarTarEntry(
                System.Formats.Tar.TarEntryType.RegularFile,
                "n.csv"
            )
            {
                DataStream = new MemoryStream("id:ID\n1\n"u8.ToArray()),
            };
            tar.WriteEntry(entry);
        }
        return packed.ToArray();
    }

    private static string Write(ImportFolder folder, string name, string text, bool isPacked)
    {
        string path = Path.Join(folder.Folder, name);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        File.WriteAllBytes(path, isPacked ? Gzip(bytes) : bytes);
        return path;
    }

    private static byte[] Gzip(ReadOnlySpan<byte> text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(text);
        }
        return packed.ToArray();
    }

    private static byte[] Zip(ReadOnlySpan<byte> text, params string[] names)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (string name in names.DefaultIfEmpty("data.csv"))
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(text);
            }
        }
        return packed.ToArray();
    }
}
