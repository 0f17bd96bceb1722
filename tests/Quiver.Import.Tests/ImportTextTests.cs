using System.Globalization;

namespace Quiver.Import.Tests;

public sealed class ImportTextTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(3, 40_000)]
    [InlineData(20_000, 30)]
    public void Pages_hold_all_lines_in_order_and_few_more_characters_than_a_page(
        int count,
        int longest
    )
    {
        var random = new Random(count);
        string[] lines =
        [
            .. Enumerable.Range(0, count).Select(_ => new string('x', random.Next(longest + 1))),
        ];
        string[] pages = [.. ImportText.Pages(lines)];
        Assert.Equal(lines, pages.SelectMany(page => page.Split('\n')));
        Assert.All(pages, page => Assert.InRange(page.Length, 0, (32 * 1024) + longest));
    }

    [Fact]
    public void Columns_with_odd_cells_are_named_and_many_of_them_only_counted()
    {
        var notes = Enumerable
            .Range(0, 103)
            .Select(i => new ColumnNote(
                "h.csv",
                string.Create(CultureInfo.InvariantCulture, $"c{i}"),
                i == 0 ? ColumnNoteKind.OtherThanTrueOrFalse : ColumnNoteKind.OuterBlanks,
                i + 1
            ))
            .ToList();
        var result = new ImportResult
        {
            Nodes = 1,
            Relationships = 2,
            Properties = 3,
            Skipped = default,
            ColumnNotes = notes,
            Duration = TimeSpan.FromMilliseconds(4),
            InputBytes = 0,
            StoreBytes = 0,
            PeakMemoryBytes = 0,
        };
        string[] lines = [.. ImportText.Summarize(result)];
        Assert.Contains(
            "  h.csv, column 'c0': 1 cell neither 'true' nor 'false', stored as false",
            lines
        );
        Assert.Contains(
            "  h.csv, column 'c1': 2 cells with blanks at the beginning or end, stored with them (--trim-strings drops them)",
            lines
        );
        Assert.DoesNotContain(lines, line => line.Contains("'c100'", StringComparison.Ordinal));
        Assert.Contains("  … and 3 more columns", lines);
    }
}
