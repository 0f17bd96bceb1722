using System.Globalization;
using System.Text;
using Quiver.Foundation.IO;

namespace Quiver.Csv.Tests;

public sealed class CsvBlockTests
{
    [Fact]
    public void Aligning_adds_empty_cells_to_short_rows_and_says_when_rows_are_long()
    {
        using var block = Open("a,b,c\nd\ne,\nf,g,h,i\n");
        Assert.True(block.Align(3));
        Assert.Equal(["a", "b", "c"], Cells(block, 0));
        Assert.Equal(["d", "", ""], Cells(block, 1));
        Assert.Equal(["e", "", ""], Cells(block, 2));
        Assert.Equal(["f", "g", "h"], Cells(block, 3));
        Assert.Equal("i", Encoding.UTF8.GetString(block.RawCell(3, 3)));
        Assert.Equal(4, block.PositionOf(3, 3).Line);
        Assert.Equal(7, block.PositionOf(3, 3).Column);
    }

    [Theory]
    [InlineData("a,{x:1,y:2},b\n", "a|{x:1,y:2}|b")]
    [InlineData("a,P{x:1,y:2,z:3},{b,c}\n", "a|P{x:1,y:2,z:3}|{b,c}")]
    [InlineData("a,{x:1,y:2};{x:3,y:4},b\n", "a|{x:1,y:2};{x:3,y:4}|b")]
    [InlineData("a,{x:1,y:2,b\n", "a|{x:1|y:2|b")]
    [InlineData("a,\"{x:1\",y:2},b\n", "a|\"{x:1\"|y:2}|b")]
    [InlineData("a,{x:1,y\n", "a|{x:1|y")]
    [InlineData("a,b,{c,d},e\n", "a|b|{c,d}|e")]
    public void Cells_that_open_a_brace_are_joined_in_rows_with_too_many(
        string text,
        string expected
    )
    {
        using var block = Open(text);
        block.JoinBraced([1, 2], 3);
        var cells = Enumerable
            .Range(0, block.CellCount(0))
            .Select(cell => Encoding.UTF8.GetString(block.RawCell(0, cell)));
        Assert.Equal(expected, string.Join('|', cells));
        Assert.Equal(text.TrimEnd('\n'), Encoding.UTF8.GetString(block.RawRow(0)));
    }

    [Fact]
    public void A_missing_cell_is_at_the_end_of_its_own_row_and_the_row_keeps_its_text()
    {
        using var block = Open("a,b,c\r\nd\r\ne,f\r\n");
        block.Align(3);
        Assert.Equal((2L, 2L), Place(block.PositionOf(1, 2)));
        Assert.Equal((3L, 4L), Place(block.PositionOf(2, 2)));
        // Backwards as well: the line is counted anew.
        Assert.Equal((1L, 3L), Place(block.PositionOf(0, 1)));
        Assert.Equal("d", Encoding.UTF8.GetString(block.RawRow(1)));
        Assert.Equal("e,f", Encoding.UTF8.GetString(block.RawRow(2)));
        Assert.Equal("", Encoding.UTF8.GetString(block.RawCell(1, 2)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0,2")]
    [InlineData("1,2")]
    [InlineData("3")]
    [InlineData("0,1,3")]
    [InlineData("0,1,2,3")]
    public void Removed_rows_leave_the_others_in_order(string removed)
    {
        string[] rows = ["a", "b", "c", "d"];
        int[] numbers =
        [
            .. removed
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => int.Parse(number, CultureInfo.InvariantCulture)),
        ];
        using var block = Open(string.Concat(rows.Select(row => $"{row}\n")));
        block.RemoveRows(numbers);
        int[] left = [.. Enumerable.Range(0, rows.Length).Except(numbers)];
        Assert.Equal(left.Length, block.RowCount);
        for (int i = 0; i < left.Length; i++)
        {
            Assert.Equal(rows[left[i]], Encoding.UTF8.GetString(block.RawRow(i)));
            Assert.Equal(left[i] + 1, block.PositionOf(i).Line);
        }
    }

    [Fact]
    public void Files_share_a_block_and_keep_their_places_and_headers()
    {
        string[] texts = ["\nid,x\n1,a", "2,b\r\n\r\n3,\"c\"", "id,x\n\n4,d\n", ""];
        using var block = new CsvBlock();
        var rows = new List<string>();
        var files = texts.Select(text => new TemporaryFile(Encoding.UTF8.GetBytes(text))).ToList();
        for (int i = 0; i < files.Count; i++)
        {
            using var reader = new CsvBlockReader(
                PosixFileSystem.Instance,
                files[i].Path,
                new CsvDialect(),
                hasHeader: i % 2 == 0
            );
            bool isRead = i == 0 ? reader.TryRead(block) : reader.TryAppend(block);
            Assert.Equal(i < 3, isRead);
            Assert.True(reader.IsAtEnd);
        }
        block.Index();
        CsvReading.AddRows(block, new CsvDialect(), rows);
        Assert.Equal(["3: 1|a", "1: 2|b", "3: 3|'c'", "3: 4|d"], rows);
        for (int row = 0; row < block.RowCount; row++)
        {
            Assert.Equal(
                files[
                    row == 0 ? 0
                    : row == 3 ? 2
                    : 1
                ].Path,
                block.PositionOf(row).Path
            );
        }
        files.ForEach(file => file.Dispose());
    }

    private static (long Line, long Column) Place(CsvPosition position) =>
        (position.Line, position.Column);

    private static CsvBlock Open(string text)
    {
        using var file = new TemporaryFile(Encoding.UTF8.GetBytes(text));
        using var reader = new CsvBlockReader(
            PosixFileSystem.Instance,
            file.Path,
            new CsvDialect()
        );
        var block = new CsvBlock();
        Assert.True(reader.TryRead(block));
        block.Index();
        return block;
    }

    private static string[] Cells(CsvBlock block, int row) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(column => Encoding.UTF8.GetString(block.View(column)[row])),
        ];
}
