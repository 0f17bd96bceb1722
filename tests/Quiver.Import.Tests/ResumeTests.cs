using Quiver.Foundation.IO;
using Quiver.Storage;

namespace Quiver.Import.Tests;

public sealed class ResumeTests
{
    private const int Few = 300;
    private const int TwoSegments = 66_000;

    private static readonly Lazy<ImportedGraph> Undisturbed = new(() =>
    {
        using var folder = Graph(TwoSegments);
        return folder.RunAndRead();
    });

    public static TheoryData<int, double> Stops =>
        new()
        {
            { (int)ImportPhase.Relationships, 0 },
            { (int)ImportPhase.Relationships, 0.5 },
            { (int)ImportPhase.Linking, 0 },
            { (int)ImportPhase.Linking, 0.6 },
            { (int)ImportPhase.Publish, 0 },
        };

    [Theory]
    [MemberData(nameof(Stops))]
    public void A_stopped_import_goes_on_behind_its_last_finished_phase_with_the_same_result(
        int phase,
        double fraction
    )
    {
        using var folder = Graph(TwoSegments);
        var stopped = Stop(folder, (ImportPhase)phase, fraction);
        Assert.Contains("--resume", stopped.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Join(folder.Options.DatabaseDirectory, "MANIFEST")));

        folder.Options = folder.Options with { Resume = true };
        var result = folder.Run();

        Assert.Contains(
            folder.Progress.Notes,
            note => note.StartsWith("Resuming at ", StringComparison.Ordinal)
        );
        AssertEqual(Undisturbed.Value, folder.Read());
        Assert.Equal(
            ["DuplicateNode", "BadRelationship"],
            folder.Report.Select(line => line.Split('"')[3])
        );
        Assert.Equal(2, result.Skipped.Total);
        AssertNoLeftovers(folder);
    }

    [Fact]
    public void What_a_stopped_first_import_left_is_no_database_that_can_be_opened()
    {
        using var folder = Graph();
        Stop(folder, ImportPhase.Linking, 0);
        Assert.Throws<StorageException>(() =>
            Database.Open(
                PosixFileSystem.Instance,
                folder.Options.DatabaseDirectory,
                DatabaseOptions.Default
            )
        );
    }

    [Fact]
    public void An_import_stopped_before_its_first_checkpoint_leaves_nothing()
    {
        using var folder = Graph();
        using var stop = new CancellationTokenSource();
        folder.Progress.OnReport = progress => Cancel(stop, progress.Phase == ImportPhase.Nodes);
        var stopped = Assert.ThrowsAny<OperationCanceledException>(() =>
            Importer.Run(folder.Options, folder.Progress, stop.Token)
        );
        Assert.IsNotType<ImportStoppedException>(stopped);
        Assert.False(Directory.Exists(folder.Options.DatabaseDirectory));
    }

    [Fact]
    public void A_fresh_run_says_what_could_be_resumed_and_starts_over()
    {
        using var folder = Graph();
        Stop(folder, ImportPhase.Linking, 0);
        folder.Run();
        Assert.Contains(
            folder.Progress.Notes,
            note => note.Contains("--resume", StringComparison.Ordinal)
        );
        Assert.Equal(Few, folder.Read().Counts.Nodes);
        AssertNoLeftovers(folder);
    }

    [Fact]
    public void A_fresh_run_without_room_beside_the_interrupted_one_is_refused_with_how_to_resume_it()
    {
        using var undisturbed = Graph(TwoSegments);
        var expected = undisturbed.RunAndRead();
        using var folder = Graph(TwoSegments);
        Stop(folder, ImportPhase.Linking, 0);
        var options = folder.Options;
        folder.Options = options with { FileSystem = new CrampedFileSystem(400_000) };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.InputOutput, error.Kind);
        Assert.Contains(
            "interrupted after (2/4) relationships",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("go on with it by --resume", error.Message, StringComparison.Ordinal);
        // What is there already needs no room once more.
        folder.Options = folder.Options with
        {
            Resume = true,
        };
        AssertEqual(expected, folder.RunAndRead());
        AssertNoLeftovers(folder);
    }

    [Fact]
    public void Stopping_a_fresh_run_at_its_note_leaves_the_interrupted_one()
    {
        using var undisturbed = Graph();
        var expected = undisturbed.RunAndRead();
        using var folder = Graph();
        Stop(folder, ImportPhase.Linking, 0);
        using var stop = new CancellationTokenSource();
        folder.Progress.OnReport = progress => Cancel(stop, progress.Phase == ImportPhase.Nodes);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Importer.Run(folder.Options, folder.Progress, stop.Token)
        );
        folder.Progress.OnReport = null;

        folder.Options = folder.Options with { Resume = true };
        AssertEqual(expected, folder.RunAndRead());
        AssertNoLeftovers(folder);
    }

    [Fact]
    public void Nothing_to_resume_is_an_error()
    {
        using var folder = Graph();
        folder.Options = folder.Options with { Resume = true };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Usage, error.Kind);
        Assert.Contains(
            "nothing to resume; run without --resume",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(folder.Options.DatabaseDirectory));
    }

    [Fact]
    public void A_changed_input_file_is_named_and_not_resumed()
    {
        using var folder = Graph();
        Stop(folder, ImportPhase.Linking, 0);
        string path = folder.Options.Relationships[0].Files[0];
        var before = File.GetLastWriteTimeUtc(path);
        File.WriteAllText(
            path,
            File.ReadAllText(path).Replace("1,2", "2,1", StringComparison.Ordinal)
        );
        // Neither its length nor its time tells: the content does.
        File.SetLastWriteTimeUtc(path, before);
        folder.Options = folder.Options with { Resume = true };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Usage, error.Kind);
        Assert.Contains($"'{path}' has been changed", error.Message, StringComparison.Ordinal);
        File.AppendAllText(path, "1,3,\n");
        Assert.Contains("bytes", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_option_is_named_and_not_resumed_unless_it_does_not_matter()
    {
        using var folder = Graph();
        Stop(folder, ImportPhase.Linking, 0);
        var options = folder.Options with { Resume = true };
        folder.Options = options with { TrimStrings = true };
        Assert.Contains(
            "--trim-strings was 'false' and is 'true' now",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Options = options with { Relationships = [] };
        Assert.Matches("--relationships='.+' is missing now", folder.Fail().Message);
        folder.Options = options with { Threads = 3, BadTolerance = -1, Verbose = true };
        folder.Run();
        AssertNoLeftovers(folder);
    }

    [Fact]
    public void Tolerance_goes_on_counting()
    {
        using var folder = Graph();
        folder.Options = folder.Options with { BadTolerance = 1 };
        folder.Relationships("KNOWS", ":START_ID,:END_ID", "1,nobody");
        Stop(folder, ImportPhase.Relationships, 0);
        folder.Options = folder.Options with { Resume = true };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Data, error.Kind);
        Assert.Contains("Too many bad entries 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("nothing to resume", folder.Fail().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_data_leaves_nothing_to_resume()
    {
        using var folder = Graph();
        folder.Relationships("KNOWS", ":START_ID,:END_ID,since:int", "1,2,yesterday");
        Assert.Equal(ImportErrorKind.Data, folder.Fail().Kind);
        Assert.False(Directory.Exists(folder.Options.DatabaseDirectory));
    }

    [Fact]
    public void Temporary_files_may_stand_elsewhere_and_go_with_the_import()
    {
        using var undisturbed = Graph();
        var expected = undisturbed.RunAndRead();
        using var folder = Graph();
        string temporary = Path.Join(folder.Folder, "scratch");
        folder.Options = folder.Options with { TempDirectory = temporary };
        var stopped = Stop(folder, ImportPhase.Linking, 0);
        string made = Assert.Single(Directory.GetDirectories(temporary));
        Assert.Contains(made, stopped.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Join(made, "outgoing.runs")));
        folder.Options = folder.Options with { Resume = true, TempDirectory = null };
        AssertEqual(expected, folder.RunAndRead());
        Assert.False(Directory.Exists(temporary));
        AssertNoLeftovers(folder);
    }

    [Fact]
    public void An_import_without_relationships_goes_on_behind_its_nodes()
    {
        string[] rows = [.. Enumerable.Range(0, Few).Select(i => $"{i},name {i}")];
        using var undisturbed = new ImportFolder().Nodes("N", ["id:ID,name", .. rows]);
        var expected = undisturbed.RunAndRead();
        using var folder = new ImportFolder().Nodes("N", ["id:ID,name", .. rows]);
        var stopped = Stop(folder, ImportPhase.Publish, 0);
        Assert.Contains("--resume", stopped.Message, StringComparison.Ordinal);
        folder.Options = folder.Options with { Resume = true };
        Assert.Equal(Few, folder.Run().Nodes);
        AssertEqual(expected, folder.Read());
        AssertNoLeftovers(folder);
    }

    [Fact]
    public void What_an_import_without_relationships_left_behind_its_publication_is_told_as_its_result()
    {
        using var folder = new ImportFolder().Nodes("N", "id:ID,name", "1,a", "2,b", "2,c");
        string staging = Path.Join(folder.Options.DatabaseDirectory, "staging");
        folder.Options = folder.Options with
        {
            SkipDuplicateNodes = true,
            FileSystem = new WatchedFileSystem { Before = KeepRuns },
        };
        var first = folder.Run();
        Assert.NotEmpty(Directory.GetDirectories(staging));

        folder.Options = folder.Options with
        {
            FileSystem = PosixFileSystem.Instance,
            Resume = true,
        };
        var again = folder.Run();
        Assert.Contains(
            folder.Progress.Notes,
            note => note.Contains("had published its database", StringComparison.Ordinal)
        );
        Assert.Equal(
            (first.Nodes, first.Properties, first.Skipped),
            (again.Nodes, again.Properties, again.Skipped)
        );
        Assert.Equal(["(N {id: '1', name: 'a'})", "(N {id: '2', name: 'b'})"], folder.Read().Nodes);
        AssertNoLeftovers(folder);

        // Runs cannot be deleted, as if the import had died before.
        void KeepRuns(string path)
        {
            if (Path.GetDirectoryName(path) == staging && Directory.Exists(path))
            {
                throw new IOException("kept");
            }
        }
    }

    [Fact]
    public void An_existing_database_stays_whole_until_the_resumed_import_is_published()
    {
        using var folder = new ImportFolder().Nodes("Old", "id:ID", "1");
        folder.Run();
        using var graph = Graph();
        graph.Options = graph.Options with
        {
            DatabaseDirectory = folder.Options.DatabaseDirectory,
            OverwriteDestination = true,
        };
        Stop(graph, ImportPhase.Publish, 0);
        Assert.Equal(["(Old {id: '1'})"], folder.Read().Nodes);
        graph.Options = graph.Options with { Resume = true, OverwriteDestination = false };
        Assert.Contains("--overwrite-destination", graph.Fail().Message, StringComparison.Ordinal);
        Assert.Equal(["(Old {id: '1'})"], folder.Read().Nodes);
        graph.Options = graph.Options with { OverwriteDestination = true };
        Assert.Equal(Few, graph.RunAndRead().Counts.Nodes);
    }

    internal static void AssertEqual(ImportedGraph expected, ImportedGraph found)
    {
        Assert.Equal(expected.Nodes, found.Nodes);
        Assert.Equal(expected.Relationships, found.Relationships);
        Assert.Equal(
            expected.Manifest.NodePropertyEstimates.OrderBy(e => e.Key),
            found.Manifest.NodePropertyEstimates.OrderBy(e => e.Key)
        );
    }

    internal static void AssertNoLeftovers(ImportFolder folder)
    {
        string directory = folder.Options.DatabaseDirectory;
        string staging = Path.Join(directory, "staging");
        Assert.Empty(Directory.Exists(staging) ? Directory.GetFileSystemEntries(staging) : []);
        var live = Quiver.Storage.Manifests.ManifestFile.Read(PosixFileSystem.Instance, directory);
        Assert.Equal(
            live.Files.Select(file => file.Name).Order(),
            Directory.GetFiles(Path.Join(directory, "store")).Select(Path.GetFileName).Order()
        );
    }

    /// <summary>Persons with label cells, duplicates and a dangling relationship; several segments and files.</summary>
    private static ImportFolder Graph(int persons = Few)
    {
        var folder = new ImportFolder();
        var rows = Enumerable
            .Range(0, persons)
            .Select(i => $"{i},name {i % 1000},{(i % 3 == 0 ? "Author;Reader" : "Reader")}");
        var knows = Enumerable
            .Range(0, persons + 1000)
            .Select(i => $"{i * 7L % persons},{i * 31L % persons},{i % 50}");
        var typed = Enumerable.Range(0, 200).Select(i => $"{i},{i + 1},T{i % 3}");
        folder
            .Nodes("Person", ["id:ID,name,:LABEL", .. rows, "5,again,Reader"])
            .Relationships("KNOWS", [":START_ID,:END_ID,weight:int", .. knows])
            .Relationships(null, [":START_ID,:END_ID,:TYPE", .. typed, "1,nowhere,T1"]);
        folder.Options = folder.Options with
        {
            SkipBadRelationships = true,
            SkipDuplicateNodes = true,
            Threads = 2,
        };
        return folder;
    }

    private static ImportStoppedException Stop(
        ImportFolder folder,
        ImportPhase phase,
        double fraction
    )
    {
        using var stop = new CancellationTokenSource();
        folder.Progress.OnReport = progress =>
            Cancel(stop, progress.Phase == phase && progress.Fraction >= fraction);
        var stopped = Assert.Throws<ImportStoppedException>(() =>
            Importer.Run(folder.Options, folder.Progress, stop.Token)
        );
        folder.Progress.OnReport = null;
        return stopped;
    }

    private static void Cancel(CancellationTokenSource stop, bool isTime)
    {
        if (isTime)
        {
            stop.Cancel();
        }
    }
}
