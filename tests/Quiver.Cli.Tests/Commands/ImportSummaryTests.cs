using System.Globalization;
using Quiver.Cli.Commands;
using Quiver.Import;

namespace Quiver.Cli.Tests.Commands;

public sealed class ImportSummaryTests
{
    [Fact]
    public async Task Columns_with_odd_cells_are_named_and_many_of_them_only_counted()
    {
        var notes = Enumerable
            .Range(0, 23)
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
        using var output = new StringWriter();
        await ImportSummary.WriteAsync(result, output);
        string[] lines = output.ToString().Split(Environment.NewLine);
        Assert.Contains("  1 cell of 'c0' (h.csv): neither true nor false, stored as false", lines);
        Assert.Contains(
            "  2 cells of 'c1' (h.csv): text with blanks at its beginning or end (--trim-strings=true drops those outside quotes)",
            lines
        );
        Assert.DoesNotContain(lines, line => line.Contains("'c20'", StringComparison.Ordinal));
        Assert.Contains("  and cells of 3 more columns", lines);
    }
}
