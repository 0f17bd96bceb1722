using System.Globalization;
using System.Text.Json;
using Quiver.Import.Reports;

namespace Quiver.Import.Tests.Reports;

public sealed class RunLogTests
{
    [Fact]
    public void The_run_directory_tells_what_was_printed_the_store_format_and_the_phases()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID", "1");
        string run = Log(folder, "2026-11-21.14.00.00");
        folder.Run();
        string[] printed = File.ReadAllLines(Path.Join(run, "import.log"));
        Assert.Equal(
            $"Importing the contents of these files into {folder.Options.DatabaseDirectory}:",
            printed[0]
        );
        Assert.Contains("(1/4) Node import", printed);
        Assert.Contains("  1 nodes", printed);
        string debug = File.ReadAllText(Path.Join(run, "debug.log"));
        Assert.Contains("store format: quiver, version ", debug, StringComparison.Ordinal);
        Assert.Contains("BadTolerance = 1000", debug, StringComparison.Ordinal);
        foreach (string phase in (string[])["Nodes", "Relationships", "Linking", "Publish"])
        {
            Assert.Contains($" {phase}: 00:00:", debug, StringComparison.Ordinal);
        }
        var snapshots = File.ReadAllLines(Path.Join(run, "progress.json.log"));
        Assert.Equal(
            ["Nodes", "Relationships", "Linking", "Publish"],
            snapshots
                .Select(line =>
                    JsonDocument.Parse(line).RootElement.GetProperty("phase").GetString()
                )
                .Distinct()
        );
    }

    [Fact]
    public void A_failure_is_logged_with_its_causes()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID", "1", "\"x\"y");
        string run = Log(folder, "1");
        string message = folder.Fail().Message;
        string printed = File.ReadAllText(Path.Join(run, "import.log"));
        Assert.Contains("IMPORT FAILED in ", printed, StringComparison.Ordinal);
        Assert.Contains(message, printed, StringComparison.Ordinal);
        string debug = File.ReadAllText(Path.Join(run, "debug.log"));
        Assert.Contains("Quiver.Import.ImportException: ", debug, StringComparison.Ordinal);
        Assert.Contains("Quiver.Csv.CsvException: ", debug, StringComparison.Ordinal);
    }

    [Fact]
    public void Control_characters_of_the_data_are_shown_and_not_written()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID,n:int", "1,\e[2Jx\a");
        string run = Log(folder, "1");
        Assert.Contains('\e', folder.Fail().Message);
        foreach (string name in (string[])["import.log", "debug.log"])
        {
            string log = File.ReadAllText(Path.Join(run, name));
            Assert.Contains("\\u001B[2Jx\\u0007", log, StringComparison.Ordinal);
            Assert.DoesNotContain('\e', log);
        }
    }

    [Fact]
    public void Only_the_newest_runs_of_a_database_are_kept()
    {
        using var folder = new ImportFolder().Nodes("N", ":ID", "1");
        string logs = Path.Join(folder.Folder, "logs");
        string other = Path.Join(logs, "tests-admin-import-00");
        Directory.CreateDirectory(other);
        folder.Options = folder.Options with { OverwriteDestination = true };
        for (int i = 10; i < 22; i++)
        {
            Log(folder, i.ToString(CultureInfo.InvariantCulture));
            folder.Run();
        }
        Assert.Equal(
            Enumerable.Range(12, RunLog.KeptRuns).Select(i => $"test-admin-import-{i}"),
            Directory
                .GetDirectories(logs, "test-*")
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal)
        );
        Assert.True(Directory.Exists(other));
    }

    private static string Log(ImportFolder folder, string time)
    {
        string run = Path.Join(folder.Folder, "logs", $"test-admin-import-{time}");
        folder.Options = folder.Options with { LogDirectory = run };
        return run;
    }
}
