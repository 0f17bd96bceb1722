using Quiver.Foundation;
using Quiver.Foundation.IO;
using Quiver.Model.Values;
using Quiver.Storage;
using Quiver.Storage.Checks;
using Quiver.Storage.Indexes;
using Quiver.Storage.Schema;
using static Quiver.Import.Tests.SchemaCommands;

namespace Quiver.Import.Tests;

/// <summary>Indexes and constraints that are made during an import.</summary>
public sealed class SchemaImportTests
{
    private const string Rule = SchemaCommands.Rule;

    [Fact]
    public void Indexes_are_whole_and_online_when_the_database_is_opened()
    {
        using var folder = Persons();
        folder.Options = folder.Options with
        {
            Schema =
            [
                Index("by_name", EntityKind.Node, "Person", "name"),
                Unique("Person", "id"),
                Index("by_weight", EntityKind.Relationship, "KNOWS", "weight"),
            ],
        };
        folder.Run();

        using var database = Open(folder);
        using var graph = database.Latest();
        Assert.Equal(5, graph.Schema.Indexes.Length);
        Assert.All(graph.Schema.Indexes, index => Assert.True(graph.Schema.IsOnline(index)));
        Assert.Equal([5L, 15, 25], Find(graph, "by_name", Value.String("name 5")));
        Assert.Equal([7L], Find(graph, Rule, Value.Integer(7)));
        Assert.Equal(3, Find(graph, "by_weight", Value.Integer(1)).Length);
        Assert.Equal(
            [ImportPhase.Linking, ImportPhase.Indexes, ImportPhase.Publish],
            folder.Progress.Reports.Select(report => report.Phase).Distinct().TakeLast(3)
        );
        var last = folder.Progress.Reports.Last(report => report.Phase == ImportPhase.Indexes);
        Assert.Equal(1.0, last.Fraction);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_value_that_is_there_twice_fails_with_both_places_and_the_old_database_stays(
        int threads
    )
    {
        using var folder = new ImportFolder();
        folder.Nodes("Old", "id:ID", "1");
        var old = folder.RunAndRead();
        using var other = new ImportFolder();
        other
            .Nodes("Person", "id:ID,mail", "1,a@x", "", "2,z@x", "3,b@x", "4,z@x", "5,a@x")
            .Nodes("Person", "mail", "c@x");
        folder.Options = other.Options with
        {
            DatabaseDirectory = folder.Options.DatabaseDirectory,
            OverwriteDestination = true,
            Threads = threads,
            Schema = [Unique("Person", "mail"), Index("x", EntityKind.Node, "Person", "id")],
        };

        var error = folder.Fail();

        Assert.Equal(ImportErrorKind.Data, error.Kind);
        string path = other.Options.Nodes[0].Files[0];
        Assert.Equal(
            "Constraint 'rule' does not hold: Both Node(1) and Node(3) have the label `Person` and property `mail` = 'z@x'. "
                + $"They stand at {path}:4 and {path}:6. Mend the data, or take the constraint out of the schema file. --skip-duplicate-nodes=true leaves such nodes out.",
            error.Message
        );
        Assert.Equal(old.Nodes, folder.Read().Nodes);
        AssertNothingElse(folder);
    }

    [Fact]
    public void A_missing_property_fails_with_its_place_also_without_an_id()
    {
        using var folder = new ImportFolder();
        folder.Nodes("Person", "name,:LABEL", "a,", "b,Author", ",Author", ",");
        folder.Options = folder.Options with
        {
            Schema = [Constraint(ConstraintKind.Existence, EntityKind.Node, "Author", "name")],
        };
        var error = folder.Fail();
        Assert.StartsWith(
            "Constraint 'rule' does not hold: Node(2) with label `Author` must have the property `name`. "
                + $"It stands at {folder.Options.Nodes[0].Files[0]}:4.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_wrong_type_and_a_key_with_a_gap_fail()
    {
        using var folder = Persons();
        var types = default(PropertyTypeSet).With(PropertyTypeSet.Of(ValueKind.Integer));
        var typed = Constraint(ConstraintKind.PropertyType, EntityKind.Node, "Person", "name");
        folder.Options = folder.Options with
        {
            Schema = [typed with { Constraint = typed.Constraint! with { Type = types } }],
        };
        Assert.Contains(
            "Node(0) with label `Person` required the property `name` to be of type `INTEGER`, but was of type `STRING`. It stands at",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        folder.Options = folder.Options with
        {
            Schema =
            [
                Constraint(ConstraintKind.Key, EntityKind.Relationship, "KNOWS", "weight", "note"),
            ],
        };
        string nodes = folder.Options.Nodes[0].Files[0];
        Assert.Contains(
            "Relationship(0) with type `KNOWS` must have the properties (`weight`, `note`). "
                + $"Relationship(0) goes from Node(0) of {nodes}:2 to Node(1) of {nodes}:3.",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(folder.Options.DatabaseDirectory));
    }

    [Fact]
    public void No_number_and_nothing_may_be_there_as_often_as_one_likes()
    {
        using var folder = new ImportFolder();
        folder.Nodes("A", "x:double", "NaN", "NaN", "1", "2");
        folder.Nodes("A", "y", "1", "2");
        folder.Options = folder.Options with { Schema = [Unique("A", "x")] };
        folder.Run();
        folder.Nodes("A", "x:int", "1");
        folder.Options = folder.Options with { OverwriteDestination = true };
        Assert.Contains(
            "Both Node(2) and Node(6) have the label `A` and property `x` = 1",
            folder.Fail().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Commands_that_exclude_each_other_are_found_before_anything_is_read()
    {
        using var folder = Persons();
        folder.Options = folder.Options with
        {
            Delimiter = '"',
            Schema = [Unique("Person", "id"), Index("i", EntityKind.Node, "Person", "id")],
        };
        var error = folder.Fail();
        Assert.Equal(ImportErrorKind.Usage, error.Kind);
        Assert.Contains("uniqueness constraint on (:Person {id})", error.Message);
        Assert.Equal(2, error.Message.Split(Environment.NewLine).Length);
        Assert.Null(folder.Progress.Overview);
    }

    [Fact]
    public void An_import_stopped_while_it_builds_goes_on_and_takes_what_is_built()
    {
        using var undisturbed = Persons(66_000);
        undisturbed.Options = undisturbed.Options with { Schema = Schema() };
        undisturbed.Run();
        using var folder = Persons(66_000);
        folder.Options = folder.Options with
        {
            Schema = Schema(),
            Threads = 1,
            Clock = new HastyClock(),
        };
        using var stop = new CancellationTokenSource();
        folder.Progress.OnReport = progress =>
        {
            if (progress.Phase == ImportPhase.Indexes && progress.Fraction > 0.4)
            {
                stop.Cancel();
            }
        };
        Assert.Throws<ImportStoppedException>(() =>
            Importer.Run(folder.Options, folder.Progress, stop.Token)
        );
        folder.Progress.OnReport = null;
        string run = Directory
            .GetDirectories(Path.Join(folder.Options.DatabaseDirectory, "staging"))
            .Single();
        var built = Directory
            .GetFiles(run, "index-*.qix")
            .ToDictionary(f => Path.GetFileName(f), File.GetLastWriteTimeUtc);
        Assert.NotEmpty(built);
        Assert.True(built.Count < 3);

        folder.Options = folder.Options with { Resume = true, Schema = [Unique("Person", "id")] };
        Assert.Matches("--schema='.+' is missing now", folder.Fail().Message);
        folder.Options = folder.Options with { Schema = Schema() };
        folder.Run();

        foreach (var (file, time) in built)
        {
            string path = Path.Join(folder.Options.DatabaseDirectory, "store", file);
            Assert.Equal(time, File.GetLastWriteTimeUtc(path));
        }
        AssertEqual(undisturbed, folder);
        AssertNothingElse(folder);
    }

    [Fact]
    public void A_violation_has_its_places_also_when_the_import_was_resumed()
    {
        using var folder = new ImportFolder();
        string long1 = string.Concat(Enumerable.Repeat("\n", 300));
        folder
            .Nodes(
                "Person",
                "id:ID,mail",
                "1,a@x",
                "",
                "2,z@x",
                "3,b@x",
                "2,dropped@x",
                $"4,\"{long1}\"",
                "5,z@x"
            )
            .Relationships("KNOWS", ":START_ID,:END_ID", "1,2");
        folder.Options = folder.Options with
        {
            Schema = [Unique("Person", "mail")],
            SkipDuplicateNodes = true,
            MultilineFields = true,
        };
        using var stop = new CancellationTokenSource();
        folder.Progress.OnReport = progress =>
        {
            if (progress.Phase == ImportPhase.Linking)
            {
                stop.Cancel();
            }
        };
        Assert.Throws<ImportStoppedException>(() =>
            Importer.Run(folder.Options, folder.Progress, stop.Token)
        );
        folder.Progress.OnReport = null;
        folder.Options = folder.Options with { Resume = true };
        string path = folder.Options.Nodes[0].Files[0];
        Assert.Equal(4, folder.Run().Nodes);
        string violation = Assert.Single(
            folder.Report,
            line => line.Contains("ConstraintViolation", StringComparison.Ordinal)
        );
        Assert.Contains($"{path}:4 has the same `mail`", violation, StringComparison.Ordinal);
        Assert.Contains("\"line\":308,", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_torn_index_is_built_again()
    {
        using var folder = Persons();
        folder.Options = folder.Options with { Schema = Schema(), ReportFile = "/dev/null" };
        using var stop = new CancellationTokenSource();
        folder.Progress.OnReport = progress =>
        {
            if (progress.Phase == ImportPhase.Publish)
            {
                stop.Cancel();
            }
        };
        Assert.Throws<ImportStoppedException>(() =>
            Importer.Run(folder.Options, folder.Progress, stop.Token)
        );
        folder.Progress.OnReport = null;
        string staging = Path.Join(folder.Options.DatabaseDirectory, "staging");
        string[] files = Directory.GetFiles(staging, "index-*.qix", SearchOption.AllDirectories);
        Assert.Equal(3, files.Length);
        File.WriteAllBytes(files[0], File.ReadAllBytes(files[0])[..^5]);
        byte[] flipped = File.ReadAllBytes(files[1]);
        flipped[30] ^= 1;
        File.WriteAllBytes(files[1], flipped);
        File.WriteAllBytes(files[2], []);
        folder.Options = folder.Options with { Resume = true };
        folder.Run();

        using var undisturbed = Persons();
        undisturbed.Options = undisturbed.Options with { Schema = Schema() };
        undisturbed.Run();
        AssertEqual(undisturbed, folder);
    }

    [Fact]
    public void Indexes_that_do_not_fit_into_memory_are_the_same()
    {
        var grams = Index("grams", EntityKind.Node, "Person", "text");
        grams = grams with { Index = grams.Index! with { Kind = IndexKind.Text } };
        using var wide = Persons(66_000);
        wide.Options = wide.Options with { Schema = [.. Schema(), grams], Threads = 2 };
        wide.Run();
        using var tight = Persons(66_000);
        var watched = new WatchedFileSystem();
        tight.Options = wide.Options with
        {
            DatabaseDirectory = tight.Options.DatabaseDirectory,
            MaxOffHeapMemoryBytes = 1 << 20,
            FileSystem = watched,
        };
        tight.Run();
        Assert.Contains("sequences", watched.Created);
        AssertEqual(wide, tight);
        AssertNothingElse(tight);
    }

    private static void AssertEqual(ImportFolder expected, ImportFolder found)
    {
        using var one = Open(expected);
        using var other = Open(found);
        using var expectedGraph = one.Latest();
        using var foundGraph = other.Latest();
        Assert.Equal(expectedGraph.Schema.Indexes.Length, foundGraph.Schema.Indexes.Length);
        Assert.Equal(expectedGraph.Schema.Constraints.Length, foundGraph.Schema.Constraints.Length);
        foreach (var index in expectedGraph.Schema.Indexes)
        {
            if (index.Kind != IndexKind.Lookup)
            {
                var same = foundGraph.Schema.Definitions.FindIndex(index.Name);
                Assert.NotNull(same);
                var ids = All(expectedGraph, index);
                Assert.Equal(expectedGraph.Counts.Nodes, ids.Count);
                Assert.Equal(ids, All(foundGraph, same));
            }
        }
    }

    private static List<long> All(Snapshot graph, IndexDefinition index)
    {
        var cursor = graph.OpenIndex(index);
        cursor.Seek([]);
        var all = new List<long>();
        long[] ids = new long[1000];
        for (int count; (count = cursor.Next(ids)) > 0; )
        {
            all.AddRange(ids[..count]);
        }
        return all;
    }

    private static long[] Find(Snapshot graph, string name, Value value)
    {
        var index = graph.Schema.Definitions.FindIndex(name);
        Assert.NotNull(index);
        var cursor = graph.OpenIndex(index);
        cursor.Seek([IndexPredicate.Exact(value)]);
        long[] ids = new long[100];
        return [.. ids[..cursor.Next(ids)].Order()];
    }

    private static void AssertNothingElse(ImportFolder folder)
    {
        string directory = folder.Options.DatabaseDirectory;
        Assert.Empty(DatabaseCheck.Run(PosixFileSystem.Instance, directory).Findings);
        var live = Quiver.Storage.Manifests.ManifestFile.Read(PosixFileSystem.Instance, directory);
        Assert.Equal(
            live.FileNames.Order(),
            Directory.GetFiles(Path.Join(directory, "store")).Select(Path.GetFileName).Order()
        );
        Assert.Empty(Directory.GetFileSystemEntries(Path.Join(directory, "staging")));
    }

    private static Database Open(ImportFolder folder) =>
        Database.Open(
            PosixFileSystem.Instance,
            folder.Options.DatabaseDirectory,
            DatabaseOptions.Default
        );

    private static IReadOnlyList<ImportSchemaCommand> Schema() =>
        [
            Unique("Person", "id"),
            Index("by_name", EntityKind.Node, "Person", "name"),
            Index("by_weight", EntityKind.Relationship, "KNOWS", "weight"),
        ];

    /// <summary>A clock by which every step is worth a report.</summary>
    private sealed class HastyClock : IClock
    {
        private long _now;

        public DateTimeOffset UtcNow => new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

        public long MonotonicNanoseconds => Interlocked.Add(ref _now, 200_000_000);
    }

    private static ImportFolder Persons(int persons = 30)
    {
        var folder = new ImportFolder();
        var rows = Enumerable.Range(0, persons).Select(i => $"{i},name {i % 10},text of {i}");
        var knows = Enumerable.Range(0, persons).Select(i => $"{i},{(i + 1) % persons},{i % 10}");
        folder
            .Nodes("Person", ["id:ID{id-type: int},name,text", .. rows])
            .Relationships("KNOWS", [":START_ID,:END_ID,weight:int", .. knows]);
        return folder;
    }
}
