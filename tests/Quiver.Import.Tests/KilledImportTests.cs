using System.Diagnostics;
using Quiver.Foundation.IO;

namespace Quiver.Import.Tests;

/// <summary>A real process on a real disk, killed while it imports.</summary>
public sealed class KilledImportTests
{
    private const string FolderVariable = "QUIVER_KILLED_IMPORT";
    private const int LongestMilliseconds = 600;
    private static readonly int Rounds = Nightly.Times(5, 50);

    [Fact]
    public void A_killed_import_leaves_the_old_database_and_is_resumed_or_repeated_with_the_same_result()
    {
        using var folder = new ImportFolder();
        var old = folder.Nodes("Old", "id:ID", "1").RunAndRead();
        WriteInput(folder.Folder);
        var options = Options(folder.Folder);
        var undisturbed = options with
        {
            DatabaseDirectory = Path.Join(folder.Folder, "databases", "undisturbed"),
        };
        Importer.Run(undisturbed, new RecordedProgress(), CancellationToken.None);
        var expected = ImportedGraph.Read(undisturbed.DatabaseDirectory);
        var random = new Random(7);
        for (int round = 0; round < Rounds; round++)
        {
            KillImport(folder.Folder, random.Next(LongestMilliseconds));
            var found = ImportedGraph.Read(options.DatabaseDirectory);
            bool isOld = found.Nodes.SequenceEqual(old.Nodes);
            if (!isOld)
            {
                ResumeTests.AssertEqual(expected, found);
            }
            GoOn(options, resume: round % 2 == 0);
            ResumeTests.AssertEqual(expected, ImportedGraph.Read(options.DatabaseDirectory));
            ResumeTests.AssertNoLeftovers(folder);
            folder.Options = folder.Options with { OverwriteDestination = true };
            folder.Run();
        }
    }

    /// <summary>What the child process runs; as a test of its own it has nothing to do.</summary>
    [Fact]
    public void Import_of_the_child_process()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        if (folder is null)
        {
            Assert.Skip("Runs only in the child process of the test above.");
        }
        File.WriteAllText(Path.Join(folder, "started"), "");
        Importer.Run(Options(folder), new RecordedProgress(), CancellationToken.None);
    }

    private static void GoOn(ImportOptions options, bool resume)
    {
        try
        {
            Importer.Run(
                options with
                {
                    Resume = resume,
                },
                new RecordedProgress(),
                CancellationToken.None
            );
        }
        catch (ImportException nothing)
            when (resume && nothing.Message.Contains("nothing to resume", StringComparison.Ordinal))
        {
            GoOn(options, resume: false);
        }
    }

    private static void KillImport(string folder, int milliseconds)
    {
        string started = Path.Join(folder, "started");
        File.Delete(started);
        using var child = StartChild(folder);
        while (!File.Exists(started) && !child.HasExited)
        {
            child.WaitForExit(1);
        }
        child.WaitForExit(milliseconds);
        child.Kill();
        child.WaitForExit();
    }

    private static void WriteInput(string folder)
    {
        const int persons = 40_000;
        File.WriteAllLines(
            Path.Join(folder, "persons.csv"),
            Enumerable
                .Range(0, persons)
                .Select(i => $"{i},name {i % 1000},Role{i % 3}")
                .Prepend("id:ID,name,:LABEL")
        );
        File.WriteAllLines(
            Path.Join(folder, "knows.csv"),
            Enumerable
                .Range(0, 4 * persons)
                .Select(i => $"{i % persons},{i * 31L % persons},{i % 50}")
                .Prepend(":START_ID,:END_ID,weight:int")
        );
    }

    private static ImportOptions Options(string folder) =>
        new()
        {
            DatabaseName = "test",
            DatabaseDirectory = Path.Join(folder, "databases", "test"),
            FileSystem = PosixFileSystem.Instance,
            Nodes = [new NodeFileGroup(["Person"], [Path.Join(folder, "persons.csv")])],
            Relationships = [new RelationshipFileGroup("KNOWS", [Path.Join(folder, "knows.csv")])],
            ReportFile = Path.Join(folder, "import.report"),
            OverwriteDestination = true,
            Threads = 2,
        };

    private static Process StartChild(string folder)
    {
        string program = Path.ChangeExtension(typeof(KilledImportTests).Assembly.Location, null);
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--filter-method");
        start.ArgumentList.Add("*" + nameof(Import_of_the_child_process));
        start.Environment[FolderVariable] = folder;
        foreach (string name in start.Environment.Keys.Where(IsTestHost).ToList())
        {
            start.Environment.Remove(name);
        }
        var child = Process.Start(start)!;
        child.OutputDataReceived += static (_, _) => { };
        child.ErrorDataReceived += static (_, _) => { };
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        return child;
    }

    private static bool IsTestHost(string variable) =>
        variable.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("DOTNET_CLI_TEST", StringComparison.OrdinalIgnoreCase);
}
