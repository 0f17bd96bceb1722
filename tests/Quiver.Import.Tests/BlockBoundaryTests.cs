using System.IO.Compression;
using System.Text;

namespace Quiver.Import.Tests;

/// <summary>Whatever stands where one block of a file ends and the next begins, the graph is the same.</summary>
public sealed class BlockBoundaryTests
{
    /// <summary>The size of blocks of small files.</summary>
    private const int BlockBytes = 64 * 1024;

    /// <summary>The reader's own tests cut at every byte; an import each is dear.</summary>
    private static readonly int Step = Nightly.Times(3, 1);

    /// <summary>Quotes, doubled quotes, characters of several bytes, all kinds of line ends, blank lines and empty cells.</summary>
    private const string Hard =
        "a,\"x \"\"y\"\" z\",\"p;q\",1\r\nb,Łukasz 😀𐀀,,\n\n\"c,c\",\"\",\"\"\"\",-3\r\nd,q\"r,;,\r\r\ne,😀,x,9223372036854775807\n";

    private const string LinesInCells = "f,\"one\r\ntwo\n\n\"\"three\"\"\n\",\"s\nt;u\",4\n";

    private static readonly string[] Expected =
    [
        "(N {id: 'a', text: 'x \"y\" z', list: ['p', 'q'], n: 1})",
        "(N {id: 'b', text: 'Łukasz 😀𐀀'})",
        "(N {id: 'c,c', text: '', list: ['\"'], n: -3})",
        "(N {id: 'd', text: 'q\"r', list: ['', '']})",
        "(N {id: 'e', text: '😀', list: ['x'], n: 9223372036854775807})",
    ];

    private static readonly string[] ExpectedLines =
    [
        .. Expected,
        "(N {id: 'f', text: 'one\\r\\ntwo\\n\\n\"three\"\\n', list: ['s\\nt', 'u'], n: 4})",
    ];

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Rows_are_the_same_wherever_a_block_ends(bool isMultiline, bool isPacked)
    {
        string hard = isMultiline ? Hard + LinesInCells : Hard;
        byte[] rows = Encoding.UTF8.GetBytes(hard);
        for (int before = 0; before <= rows.Length; before += Step)
        {
            using var folder = new ImportFolder();
            string path = Path.Join(folder.Folder, "n.csv");
            Write(path, TextWith(before, rows), isPacked);
            folder.NodeFiles("N", path);
            folder.Options = folder.Options with { MultilineFields = isMultiline, Threads = 2 };
            var nodes = folder.RunAndRead().Nodes;
            Assert.True(nodes.Count > 2, $"{before} bytes");
            Assert.Equal(isMultiline ? ExpectedLines : Expected, nodes.Skip(1).SkipLast(1));
            Assert.Equal("(N {id: 'last'})", nodes[^1]);
        }
    }

    /// <summary>A file whose first block, header included, ends behind that many bytes of the hard rows; what follows makes a second one.</summary>
    private static byte[] TextWith(int before, byte[] rows)
    {
        byte[] header = "id:ID,text,list:string[],n:long\n"u8.ToArray();
        byte[] first = "first,"u8.ToArray();
        int filling = BlockBytes - header.Length - first.Length - 1 - before;
        return
        [
            .. header,
            .. first,
            .. Enumerable.Repeat((byte)'x', filling),
            (byte)'\n',
            .. rows,
            .. "last\n"u8,
        ];
    }

    private static void Write(string path, byte[] text, bool isPacked)
    {
        using Stream file = File.Create(path);
        if (isPacked)
        {
            using var gzip = new GZipStream(file, CompressionLevel.Fastest);
            gzip.Write(text);
        }
        else
        {
            file.Write(text);
        }
    }
}
