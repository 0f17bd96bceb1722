using System.IO.Compression;
using System.Text;

namespace Quiver.Import.Tests;

/// <summary>Values longer than the blocks that files are read in.</summary>
public sealed class LongValuesTests
{
    private const int Megabyte = 1 << 20;

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_value_longer_than_4_megabytes_is_read_unless_the_read_buffer_says_otherwise(
        bool isMultiline,
        bool isPacked
    )
    {
        string value = Text((5 * Megabyte) + 7, isMultiline);
        using var folder = new ImportFolder();
        string path = Path.Join(folder.Folder, "n.csv");
        Write(path, $"id:ID,text,n:int\n1,short,1\n2,\"{value}\",2\n3,short,3\n", isPacked);
        folder.NodeFiles("N", path);
        folder.Options = folder.Options with { MultilineFields = isMultiline };
        var nodes = folder.RunAndRead().Nodes;
        Assert.Equal(3, nodes.Count);
        string shown = value.Replace("\n", "\\n", StringComparison.Ordinal);
        Assert.True(nodes[1] == $"(N {{id: '2', text: '{shown}', n: 2}})", nodes[1][..100]);
        Assert.Equal("(N {id: '3', text: 'short', n: 3})", nodes[2]);

        folder.Options = folder.Options with
        {
            ReadBufferBytes = 4 * Megabyte,
            OverwriteDestination = true,
        };
        string message = folder.Fail().Message;
        Assert.Contains("n.csv:3:1: ", message, StringComparison.Ordinal);
        Assert.Contains($"{4 * Megabyte} bytes", message, StringComparison.Ordinal);
        Assert.Contains("--read-buffer-size", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_memory_limit_limits_rows_and_the_read_buffer_option_beats_it()
    {
        using var folder = new ImportFolder().Nodes(
            "N",
            "id:ID,text",
            "1,short",
            $"2,{Text(17 * Megabyte, hasLines: false)}"
        );
        folder.Options = folder.Options with { MaxOffHeapMemoryBytes = 48 * Megabyte };
        string message = folder.Fail().Message;
        Assert.Contains("nodes0.csv:3:1: ", message, StringComparison.Ordinal);
        Assert.Contains($"{16 * Megabyte} bytes", message, StringComparison.Ordinal);
        Assert.Contains("--read-buffer-size raises the limit", message, StringComparison.Ordinal);
        folder.Options = folder.Options with { ReadBufferBytes = 32 * Megabyte };
        Assert.Equal(2, folder.Run().Nodes);
    }

    /// <summary>Text without a pattern as long as a block, so that a part of it at a wrong place shows.</summary>
    private static string Text(int length, bool hasLines)
    {
        var text = new StringBuilder(length + 16);
        for (int i = 0; text.Length < length; i++)
        {
            text.Append(i).Append(hasLines && i % 7 == 0 ? '\n' : 'é');
        }
        return text.ToString(0, length);
    }

    private static void Write(string path, string text, bool isPacked)
    {
        using Stream file = File.Create(path);
        using Stream packed = isPacked
            ? new GZipStream(file, CompressionLevel.Fastest)
            : new MemoryStream();
        (isPacked ? packed : file).Write(Encoding.UTF8.GetBytes(text));
    }
}
