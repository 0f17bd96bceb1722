using System.Diagnostics;
using System.Globalization;
using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Storage;
using Quiver.Storage.Schema;

namespace Quiver.Import.Tests;

/// <summary>A real process on a real disk, killed while it imports.</summary>
public sealed class KilledImportTests
{
    private const string FolderVariable = "QUIVER_KILLED_IMPORT";
    private const string FileVariable = "QUIVER_KILLED_BEFORE_FILE";
    private const string PhaseVariable = "QUIVER_KILLED_IN_PHASE";
    private const int LongestMilliseconds = 600;
    private const int KilledExitCode = 128 + 9;
    private static readonly int Rounds = Nightly.Times(5, 50);

    private static readonly Lazy<ImportedGraph> _undisturbed = new(static () =>
    {
        using var folder = new ImportFolder();
        WriteInput(folder.Folder);
        var options = Options(folder.Folder);
        Importer.Run(options, new RecordedProgress(), CancellationToken.None);
        return ImportedGraph.Read(options.DatabaseDirectory);
    });

    [Fact]
    public void A_killed_import_leaves_the_old_database_and_is_resumed_or_repeated_with_the_same_result()
    {
        using var folder = new ImportFolder();
        var old = folder.Nodes("Old", "id:ID", "1").RunAndRead();
        WriteInput(folder.Folder);
        var options = Options(folder.Folder);
        var expected = _undisturbed.Value;
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

    [Theory]
    [InlineData("checkpoint-1.new", null)]
    [InlineData("checkpoint-2.new", "Resuming at (2/4) relationships.")]
    [InlineData("checkpoint-3.new", "Resuming at (3/4) linking.")]
    [InlineData("checkpoint-4.new", "Resuming at the second half of (3/4) linking.")]
    [InlineData("MANIFEST", "Resuming at (4/4) publishing.")]
    public void An_import_killed_behind_a_phase_goes_on_there_and_says_so_when_it_is_typed_again(
        string file,
        string? expected
    )
    {
        using var folder = new ImportFolder();
        var old = folder.Nodes("Old", "id:ID", "1").RunAndRead();
        WriteInput(folder.Folder);
        var options = Options(folder.Folder);
        KillImportBefore(folder.Folder, file);
        Assert.Equal(old.Nodes, ImportedGraph.Read(options.DatabaseDirectory).Nodes);

        // Typed again, and stopped as soon as it has said what could be resumed.
        var again = Stopped(options);
        Assert.Equal(
            expected is null ? 0 : 1,
            again.Notes.Count(note =>
                note.Contains(
                    "press Ctrl-C now and run the same command with --resume",
                    StringComparison.Ordinal
                )
            )
        );
        var progress = new RecordedProgress();
        GoOn(options, resume: true, progress);
        Assert.Equal(
            expected,
            progress.Notes.FirstOrDefault(note =>
                note.StartsWith("Resuming", StringComparison.Ordinal)
            )
        );
        ResumeTests.AssertEqual(_undisturbed.Value, ImportedGraph.Read(options.DatabaseDirectory));
        ResumeTests.AssertNoLeftovers(folder);
    }

    [Theory]
    [InlineData(ImportPhase.Nodes, 0.5, false)]
    [InlineData(ImportPhase.Relationships, 0.5, true)]
    [InlineData(ImportPhase.Linking, 0.25, true)]
    [InlineData(ImportPhase.Linking, 0.75, true)]
    [InlineData(ImportPhase.Indexes, 0, false)]
    [InlineData(ImportPhase.Indexes, 0, true)]
    [InlineData(ImportPhase.Publish, 0, true)]
    public void An_import_killed_within_a_phase_is_repeated_or_resumed_with_the_same_result(
        ImportPhase phase,
        double fraction,
        bool resume
    )
    {
        using var folder = new ImportFolder();
        var old = folder.Nodes("Old", "id:ID", "1").RunAndRead();
        WriteInput(folder.Folder);
        KillImportIn(folder.Folder, phase, fraction);
        var options = IndexedOptions(folder.Folder);
        Assert.Equal(old.Nodes, ImportedGraph.Read(options.DatabaseDirectory).Nodes);

        var progress = new RecordedProgress();
        Importer.Run(options with { Resume = resume }, progress, CancellationToken.None);
        Assert.Equal(
            resume,
            progress.Notes.Any(note => note.StartsWith("Resuming at ", StringComparison.Ordinal))
        );
        ResumeTests.AssertEqual(_undisturbed.Value, ImportedGraph.Read(options.DatabaseDirectory));
        using var database = Database.Open(
            PosixFileSystem.Instance,
            options.DatabaseDirectory,
            DatabaseOptions.Default
        );
        using var graph = database.Latest();
        var index = Assert.IsType<IndexDefinition>(graph.Schema.Definitions.FindIndex("names"));
        Assert.True(graph.Schema.IsOnline(index));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_an_import_killed_behind_its_publication_left_is_not_taken_for_an_interrupted_one(
        bool resume
    )
    {
        using var folder = new ImportFolder();
        WriteInput(folder.Folder);
        var options = Options(folder.Folder);
        KillImportBefore(folder.Folder, "staging/");
        string staging = Path.Join(options.DatabaseDirectory, "staging");
        Assert.NotEmpty(Directory.GetFileSystemEntries(staging));
        ResumeTests.AssertEqual(_undisturbed.Value, ImportedGraph.Read(options.DatabaseDirectory));

        var progress = new RecordedProgress();
        var result = Importer.Run(
            options with
            {
                Resume = resume,
            },
            progress,
            CancellationToken.None
        );
        Assert.Equal(40_000, result.Nodes);
        Assert.Equal(
            resume,
            progress.Notes.Any(note =>
                note.Contains("had published its database", StringComparison.Ordinal)
            )
        );
        Assert.DoesNotContain(
            progress.Notes,
            note => note.Contains("interrupted after", StringComparison.Ordinal)
        );
        ResumeTests.AssertEqual(_undisturbed.Value, ImportedGraph.Read(options.DatabaseDirectory));
        ResumeTests.AssertNoLeftovers(folder);
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
        string? file = Environment.GetEnvironmentVariable(FileVariable);
        var options = Options(folder) with
        {
            FileSystem = file is null
                ? PosixFileSystem.Instance
                : new WatchedFileSystem { Before = path => KillAt(path, file) },
        };
        Importer.Run(options, new RecordedProgress(), CancellationToken.None);
    }

    /// <summary>What the child process runs; as a test of its own it has nothing to do.</summary>
    [Fact]
    public void Import_of_the_child_process_that_dies_within_a_phase()
    {
        string? folder = Environment.GetEnvironmentVariable(FolderVariable);
        string[]? place = Environment.GetEnvironmentVariable(PhaseVariable)?.Split(' ');
        if (folder is null || place is null)
        {
            Assert.Skip("Runs only in the child process of a test above.");
        }
        var phase = Enum.Parse<ImportPhase>(place[0]);
        double fraction = double.Parse(place[1], CultureInfo.InvariantCulture);
        var progress = new RecordedProgress
        {
            OnReport = report =>
            {
                if (report.Phase == phase && report.Fraction >= fraction)
                {
                    AwaitCheckpoint(folder, phase);
                    KillSelf();
                }
            },
        };
        // By this clock everything takes so long that each step is reported.
        var options = IndexedOptions(folder) with
        {
            Clock = new FastClock(),
        };
        Importer.Run(options, progress, CancellationToken.None);
    }

    /// <summary>Kills this process when a path is the one that it was told: a file's name, or a folder's with all that is in it.</summary>
    private static void KillAt(string path, string file)
    {
        bool isFolder = file.EndsWith('/');
        string folder = Path.GetFileName(Path.GetDirectoryName(path)) + "/";
        bool isIt = isFolder
            ? folder == file && Directory.Exists(path)
            : Path.GetFileName(path) == file;
        if (isIt)
        {
            KillSelf();
        }
    }

    /// <summary>What a phase has made is recorded beside the next one.</summary>
    private static void AwaitCheckpoint(string folder, ImportPhase phase)
    {
        if (phase > ImportPhase.Nodes)
        {
            Assert.True(
                SpinWait.SpinUntil(
                    () =>
                        Directory
                            .EnumerateFiles(folder, "checkpoint-?", SearchOption.AllDirectories)
                            .Any(),
                    Eventually.Limit
                )
            );
        }
    }

    private static void KillSelf()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
        self.WaitForExit();
    }

    /// <summary>What an import says that is stopped in its first phase.</summary>
    private static RecordedProgress Stopped(ImportOptions options)
    {
        using var stop = new CancellationTokenSource();
        var progress = new RecordedProgress
        {
            OnReport = report =>
            {
                if (report.Phase == ImportPhase.Nodes)
                {
                    stop.Cancel();
                }
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Importer.Run(options, progress, stop.Token)
        );
        return progress;
    }

    private static void KillImportBefore(string folder, string file)
    {
        using var child = StartChild(folder, file);
        child.WaitForExit();
        Assert.Equal(KilledExitCode, child.ExitCode);
    }

    private static void KillImportIn(string folder, ImportPhase phase, double fraction)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"{phase} {fraction}");
        using var child = StartChild(folder, place: place);
        child.WaitForExit();
        Assert.Equal(KilledExitCode, child.ExitCode);
    }

    private static void GoOn(ImportOptions options, bool resume, RecordedProgress? progress = null)
    {
        try
        {
            Importer.Run(
                options with
                {
                    Resume = resume,
                },
                progress ?? new RecordedProgress(),
                CancellationToken.None
            );
        }
        catch (ImportException nothing)
            when (resume && nothing.Message.Contains("nothing to resume", StringComparison.Ordinal))
        {
            GoOn(options, resume: false, progress);
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

    private static ImportOptions IndexedOptions(string folder) =>
        Options(folder) with
        {
            Schema =
            [
                new ImportSchemaCommand
                {
                    Text = "names",
                    Index = new()
                    {
                        Name = "names",
                        LabelsOrTypes = ["Person"],
                        Properties = ["name"],
                    },
                },
            ],
        };

    private static Process StartChild(string folder, string? file = null, string? place = null)
    {
        string program = Path.ChangeExtension(typeof(KilledImportTests).Assembly.Location, null);
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("--filter-method");
        start.ArgumentList.Add(
            "*"
                + (
                    place is null
                        ? nameof(Import_of_the_child_process)
                        : nameof(Import_of_the_child_process_that_dies_within_a_phase)
                )
        );
        start.Environment[FolderVariable] = folder;
        start.Environment[FileVariable] = file;
        start.Environment[PhaseVariable] = place;
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

    /// <summary>A clock by which a tenth of a second has always passed.</summary>
    private sealed class FastClock : IClock
    {
        private long _now;

        public DateTimeOffset UtcNow => SystemClock.Instance.UtcNow;

        public long MonotonicNanoseconds => Interlocked.Add(ref _now, 100_000_000);
    }
}
