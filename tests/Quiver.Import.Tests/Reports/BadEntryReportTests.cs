using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Quiver.Import.Reports;

namespace Quiver.Import.Tests.Reports;

public sealed class BadEntryReportTests
{
    [Fact]
    public void A_bad_relationship_is_listed_with_its_ends_groups_and_type()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID(left)", "1")
            .Nodes("N", ":ID", "\"q\"\"r\"")
            .Relationships("R", ":START_ID(left),:END_ID", "1,\"x\"\"y\"", ",2")
            .Relationships(null, ":START_ID,:END_ID(left),:TYPE", "z,1,ü", "\"q\"\"r\",1,");
        folder.Options = folder.Options with { SkipBadRelationships = true };
        Assert.Equal(4, folder.Run().Skipped.BadRelationships);
        string[] expected =
        [
            """{"type":"R","source":{"id":"1","group":"left"},"target":{"id":"x\"y","group":null},"invalid":"x\"y"}""",
            """{"type":"R","source":{"id":"","group":"left"},"target":{"id":"2","group":null},"missing":true}""",
            """{"type":"ü","source":{"id":"z","group":null},"target":{"id":"1","group":"left"},"invalid":"z"}""",
            """{"type":null,"source":{"id":"q\"r","group":null},"target":{"id":"1","group":"left"},"missing":true}""",
        ];
        Assert.Equal(
            expected,
            folder.Report.Select(line => Parse(line).GetProperty("relationship").GetRawText())
        );
        Assert.Equal(
            "1 (group 'left')-[R]->x\"y (the global id space) refers to missing node x\"y in the global id space.",
            Parse(folder.Report[0]).GetProperty("message").GetString()
        );
    }

    [Fact]
    public void A_duplicate_node_and_an_extra_cell_are_listed_with_id_group_and_value()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID(g),x", "1,a", "1,b", "2,c,\"d,e\"");
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            IgnoreExtraColumns = true,
        };
        folder.Run();
        Assert.Equal(
            """{"id":"1","group":"g"}""",
            folder
                .Report.Select(Parse)
                .Single(e => e.GetProperty("problem").GetString() == "DuplicateNode")
                .GetProperty("node")
                .GetRawText()
        );
        Assert.Equal(
            "d,e",
            folder
                .Report.Select(Parse)
                .Single(e => e.GetProperty("problem").GetString() == "ExtraColumn")
                .GetProperty("extraValue")
                .GetString()
        );
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_report_of_many_megabytes_holds_every_line_in_order(int threads, bool isThere)
    {
        const int Rows = 40_000;
        using var folder = new ImportFolder()
            .Nodes("N", ":ID", "1")
            .Relationships(
                "R",
                [":START_ID,:END_ID", .. Enumerable.Range(2, Rows).Select(row => $"1,{row}")]
            );
        folder.Options = folder.Options with
        {
            SkipBadRelationships = true,
            BadTolerance = -1,
            Threads = threads,
        };
        if (isThere)
        {
            File.WriteAllText(folder.Options.ReportFile, "of an earlier import");
        }
        Assert.Equal(Rows, folder.Run().Skipped.BadRelationships);
        string[] report = folder.Report;
        Assert.Equal(Rows, report.Length);
        for (int row = 0; row < Rows; row++)
        {
            var entry = Parse(report[row]);
            Assert.Equal(row + 2, entry.GetProperty("line").GetInt64());
            string? id = entry.GetProperty("relationship").GetProperty("invalid").GetString();
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{row + 2}"), id);
        }
    }

    [Fact]
    public void A_long_row_is_cut_between_characters()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID", "1")
            .Relationships("R", ":START_ID,:END_ID,x", "1,22," + new string('ü', 500));
        folder.Options = folder.Options with { SkipBadRelationships = true };
        folder.Run();
        Assert.Equal(
            "1,22," + new string('ü', 97) + "…",
            Parse(folder.Report[0]).GetProperty("row").GetString()
        );
    }

    [Fact]
    public void Tolerance_is_exact_and_names_the_same_entry_whatever_the_threads()
    {
        string[] rows =
        [
            .. Enumerable
                .Range(0, 60_000)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"1,{1 + i % 2}")),
        ];
        for (int round = 0; round < 4; round++)
        {
            using var folder = new ImportFolder()
                .Nodes("N", ":ID", "1")
                .Relationships("R", [":START_ID,:END_ID", .. rows]);
            folder.Options = folder.Options with
            {
                SkipBadRelationships = true,
                BadTolerance = 20_000,
                Threads = 1 + round,
            };
            string message = folder.Fail().Message;
            Assert.Contains(
                "Too many bad entries 20001, where last one was: ",
                message,
                StringComparison.Ordinal
            );
            Assert.Contains("relationships0.csv:40003:3: ", message, StringComparison.Ordinal);
            Assert.Contains(
                "exceeds the set fault tolerance (20000)",
                message,
                StringComparison.Ordinal
            );
            Assert.Equal(20_001, folder.Report.Length);
            folder.Options = folder.Options with { BadTolerance = 30_000 };
            Assert.Equal(30_000, folder.Run().Skipped.BadRelationships);
        }
    }

    [Fact]
    public void Without_logging_entries_are_counted_and_tolerated_but_not_listed()
    {
        using var folder = new ImportFolder()
            .Nodes("N", ":ID", "1", "1")
            .Relationships("R", ":START_ID,:END_ID", "1,2", "1,3");
        folder.Options = folder.Options with
        {
            SkipBadRelationships = true,
            SkipDuplicateNodes = true,
            SkipBadEntriesLogging = true,
            BadTolerance = 3,
        };
        var result = folder.Run();
        Assert.Equal(3, result.Skipped.Total);
        Assert.Null(result.ReportFile);
        Assert.False(File.Exists(folder.Options.ReportFile));
        folder.Options = folder.Options with { BadTolerance = 2, OverwriteDestination = true };
        Assert.Contains("missing node 3", folder.Fail().Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Options.ReportFile));
    }

    [Fact]
    public void Leaving_the_list_out_skips_nothing_by_itself()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID", "1", "1");
        folder.Options = folder.Options with { SkipBadEntriesLogging = true, BadTolerance = -1 };
        Assert.Contains("defined more than once", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_report_never_stands_for_a_clean_run()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID", "1");
        File.WriteAllText(folder.Options.ReportFile, "old");
        Assert.Null(folder.Run().ReportFile);
        Assert.Empty(folder.Report);
    }

    [Fact]
    public void An_older_report_survives_what_is_found_wrong_before_the_import_begins()
    {
        using var folder = new ImportFolder().Nodes("N", ":wrong");
        File.WriteAllText(folder.Options.ReportFile, "old");
        folder.Fail();
        Assert.Equal(["old"], folder.Report);
    }

    [Fact]
    public void A_device_is_written_to_and_stays_what_it_is()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID", "1", "1");
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            ReportFile = "/dev/null",
        };
        Assert.Equal(1, folder.Run().Skipped.DuplicateNodes);
        Assert.True(folder.Options.FileSystem.IsDevice("/dev/null"));
    }

    [Fact]
    public async Task A_pipe_receives_the_report()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID", "1", "1", "1");
        string pipe = Path.Join(folder.Folder, "pipe");
        using (var made = Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        folder.Options = folder.Options with { SkipDuplicateNodes = true, ReportFile = pipe };
        var reader = Task.Run(() => File.ReadAllLines(pipe), TestContext.Current.CancellationToken);
        folder.Run();
        Assert.Equal(2, (await reader).Length);
        Assert.True(folder.Options.FileSystem.IsDevice(pipe));
    }

    [Fact]
    public void A_resumed_run_goes_on_with_counts_and_report()
    {
        using var folder = new ImportFolder();
        var options = folder.Options with { BadTolerance = 3 };
        BadEntryState state;
        using (var log = new BadEntryLog(options))
        {
            Complete(log, 0, "a.csv", 2);
            state = log.State;
            Complete(log, 1, "a.csv", 1);
        }
        Assert.Equal(3, folder.Report.Length);
        string json = JsonSerializer.Serialize(state);
        using (var log = new BadEntryLog(options, JsonSerializer.Deserialize<BadEntryState>(json)))
        {
            Assert.Equal(2, log.Skipped.DuplicateNodes);
            Assert.Equal(2, log.Files.Single().Rows);
            Complete(log, 0, "b.csv", 1);
            Assert.Equal(3, log.Skipped.DuplicateNodes);
            var faults = new Import.Pipeline.FaultLog();
            log.BeginPhase(faults);
            Complete(log, 0, "b.csv", 1);
            var error = Assert.Throws<ImportException>(faults.ThrowIfAny);
            Assert.Contains("bad entries 4", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(
            ["a.csv", "a.csv", "b.csv", "b.csv"],
            folder.Report.Select(line => Parse(line).GetProperty("source").GetString())
        );
    }

    [Fact]
    public void A_report_that_cannot_be_written_says_so()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID", "1", "1");
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            ReportFile = "/dev/full",
        };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.InputOutput, error.Kind);
        Assert.Contains("/dev/full", error.Message, StringComparison.Ordinal);
        Assert.Contains("--report-file", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Options.DatabaseDirectory));
    }

    private static void Complete(BadEntryLog log, long sequence, string path, int count)
    {
        var writer = log.NewWriter();
        writer.Buffer.AddRows(path, count);
        for (int i = 0; i < count; i++)
        {
            writer.Add(
                BadEntryKind.DuplicateNode,
                new Csv.CsvPosition(path, i, 1),
                "row"u8,
                "It is there."
            );
        }
        log.Complete(sequence, writer);
    }

    private static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;
}
