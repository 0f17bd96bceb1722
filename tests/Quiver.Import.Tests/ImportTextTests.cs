using System.Globalization;

namespace Quiver.Import.Tests;

public sealed class ImportTextTests
{
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
