using Quiver.Model.Status;
using Quiver.Model.Values;
using Quiver.Storage.Checks;
using Quiver.Storage.Indexes;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Indexes;

/// <summary>Files of indexes that are missing, cut, changed, or hold other entries than they should: found by the check, and built anew when the database is opened.</summary>
public sealed class DamagedIndexTests
{
    private const string Folder = "/disk/databases/db";
    private const string Store = Folder + "/store/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sound_database_has_no_findings_and_all_entries_are_looked_at()
    {
        var files = await NewAsync();
        var report = Check(files);
        Assert.Empty(report.Findings);
        // 40 unique keys and 40 names in the bases, then one changed and one new node in the patch.
        Assert.Equal(40 + 40 + 2 + 2, report.IndexEntries);
        Assert.Equal(1, report.Commits);
        Assert.True(report.IsDataSound);
    }

    [Fact]
    public async Task A_changed_byte_is_found_wherever_it_is()
    {
        var files = await NewAsync();
        string path = Store + Contents(files)[0].Base.Name;
        int length = files.ReadAll(path).Length;
        for (int at = 0; at < length; at += 13)
        {
            int offset = at;
            var damaged = files.Restart(at);
            damaged.Damage(
                path,
                bytes =>
                {
                    bytes[offset] ^= 0x40;
                    return bytes;
                }
            );
            var report = Check(damaged);
            Assert.Equal(path, Assert.Single(report.Findings).File);
            Assert.Equal(path, Assert.Single(report.DamagedIndexes).Files[0]);
            Assert.True(report.IsDataSound);
            Assert.False(report.IsSound);
        }
    }

    [Fact]
    public async Task Entries_that_belong_to_nobody_and_entries_that_are_missing_are_named()
    {
        var files = await NewAsync();
        var manifest = ManifestFile.Read(files, Folder);
        var content = manifest.Indexes[0];
        var (entries, checksum) = WithFirstChanged(files, content.Base);
        files.Damage(Store + content.Base.Name, _ => entries);
        var changed = content with { Base = new(content.Base.Name, entries.Length, checksum) };
        ManifestFile.Write(
            files,
            Folder,
            manifest with
            {
                Indexes = [changed, .. manifest.Indexes.Skip(1)],
            }
        );
        var report = Check(files);
        var problems = report.Findings.Select(f => f.Problem).ToList();
        Assert.Contains(problems, p => p.EndsWith("is not in the index", StringComparison.Ordinal));
        Assert.Contains(
            problems,
            p => p.EndsWith("with values that it does not have", StringComparison.Ordinal)
        );
        Assert.Equal(2, problems.Count);
        Assert.True(report.IsDataSound);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_index_whose_file_is_missing_or_cut_is_built_anew_when_the_database_is_opened(
        int which
    )
    {
        foreach (bool isMissing in (bool[])[true, false])
        {
            var files = await NewAsync();
            var content = Contents(files)[which];
            foreach (string name in content.FileNames)
            {
                if (isMissing)
                {
                    files.DeleteFile(Store + name);
                }
                else
                {
                    files.Damage(Store + name, bytes => bytes[..^1]);
                }
            }
            Assert.False(Check(files).IsSound);
            var replaced = new List<string>();
            var options = DatabaseOptions.Default with
            {
                IndexReplaced = (name, problem) =>
                {
                    replaced.Add(name);
                    Assert.Contains(".qix", problem, StringComparison.Ordinal);
                },
            };
            using (var database = Database.Open(files, Folder, options))
            {
                await CheckConstraintAsync(database);
                await database.AwaitIndexesAsync(Cancellation);
                using var graph = database.Latest();
                Assert.All(graph.Schema.Indexes, i => Assert.True(graph.Schema.IsOnline(i)));
                Assert.Equal(42, CountOf(graph, graph.Schema.Indexes[^2]));
                Assert.Equal(42, CountOf(graph, graph.Schema.Indexes[^1]));
                await database.CheckpointAsync(Cancellation);
            }
            Assert.Equal([which == 0 ? "unique" : "names"], replaced);
            Assert.Empty(Check(files).Findings);
            // Nothing of the old files is left when it is opened next.
            Database.Open(files, Folder, DatabaseOptions.Default).Dispose();
            Assert.Equal(
                ManifestFile.Read(files, Folder).FileNames.Order(StringComparer.Ordinal),
                files.List(Folder + "/store")
            );
        }
    }

    [Fact]
    public async Task A_power_cut_at_any_call_while_a_damaged_index_is_built_anew_loses_nothing()
    {
        bool isDone = false;
        for (int call = 1; !isDone; call++)
        {
            var files = await NewAsync();
            files.DeleteFile(Store + Contents(files)[0].Base.Name);
            files.CrashAt = files.Steps + call;
            try
            {
                using var database = Database.Open(files, Folder, DatabaseOptions.Default);
                await database.AwaitIndexesAsync(Cancellation);
            }
            catch (Exception error)
                when (files.HasCrashed && error is IOException or CypherException)
            {
                // What follows looks at what it left.
            }
            isDone = !files.HasCrashed;
            var restarted = files.Restart(call);
            using (var database = Database.Open(restarted, Folder, DatabaseOptions.Default))
            {
                await CheckConstraintAsync(database);
                await database.CheckpointAsync(Cancellation);
            }
            Assert.Empty(Check(restarted).Findings);
        }
    }

    private static CheckReport Check(SimulatedFileSystem files) =>
        DatabaseCheck.Run(files, Folder, Cancellation);

    private static IReadOnlyList<IndexContent> Contents(SimulatedFileSystem files) =>
        ManifestFile.Read(files, Folder).Indexes;

    /// <summary>Forty nodes under a unique constraint and an index, a patch that changes one and adds one, and a commit that is in the log only.</summary>
    private static async Task<SimulatedFileSystem> NewAsync()
    {
        var files = new SimulatedFileSystem(1);
        Database.CreateEmpty(files, Folder);
        using var database = Database.Open(files, Folder, DatabaseOptions.Default);
        await AddAsync(database, 0, 40);
        await database.CheckpointAsync(Cancellation);
        var constraint = await database.CreateConstraintAsync(
            new()
            {
                Name = "unique",
                Kind = ConstraintKind.Uniqueness,
                Entity = EntityKind.Node,
                LabelOrType = "U",
                Properties = ["number"],
            },
            Cancellation
        );
        Assert.True(constraint.IsDone);
        await database.CreateIndexAsync(
            new()
            {
                Name = "names",
                Kind = IndexKind.Range,
                Entity = EntityKind.Node,
                LabelsOrTypes = ["U"],
                Properties = ["name"],
            },
            Cancellation
        );
        await database.AwaitIndexesAsync(Cancellation);
        using (var change = await database.BeginWriteAsync(Cancellation))
        {
            var number = Value.Integer(1000);
            change.SetProperty(new Model.NodeId(7), change.PropertyKey("number"), number);
            change.SetProperty(new Model.NodeId(7), change.PropertyKey("name"), Value.String("z"));
            await change.CommitAsync();
        }
        await AddAsync(database, 40, 1);
        await database.CheckpointAsync(Cancellation);
        await AddAsync(database, 41, 1);
        return files;
    }

    private static async Task AddAsync(Database database, int first, int count)
    {
        using var transaction = await database.BeginWriteAsync(Cancellation);
        for (int i = first; i < first + count; i++)
        {
            var node = transaction.CreateNode(transaction.Label("U"));
            transaction.SetProperty(node, transaction.PropertyKey("number"), Value.Integer(i));
            transaction.SetProperty(node, transaction.PropertyKey("name"), Value.String($"n{i}"));
        }
        await transaction.CommitAsync();
    }

    /// <summary>What is unique stays so from the first moment on.</summary>
    private static async Task CheckConstraintAsync(Database database)
    {
        var error = await Assert.ThrowsAsync<CypherException>(() => AddAsync(database, 20, 1));
        Assert.Equal(StatusCodes.ConstraintValidationFailed, error.Status);
    }

    private static int CountOf(Snapshot graph, IndexDefinition index)
    {
        var cursor = graph.OpenIndex(index);
        cursor.Seek([], isDescending: false);
        long[] ids = new long[64];
        return cursor.Next(ids);
    }

    /// <summary>The entries of a file, the first one with the id of another node.</summary>
    private static (byte[] Bytes, uint Checksum) WithFirstChanged(
        SimulatedFileSystem files,
        IndexFile file
    )
    {
        using var run = IndexRun.Open(files.ReadAll(Store + file.Name), "original");
        using var sorter = new IndexSorter(SortingSpace.Memory);
        var cursor = new IndexRunCursor(run) { ReadsKeys = true };
        cursor.Start(0, run.EntryCount, isBackwards: false);
        for (bool isFirst = true; cursor.Remaining > 0; cursor.Next(), isFirst = false)
        {
            sorter.Add(cursor.Key.Span, isFirst ? cursor.Id + 1 : cursor.Id);
        }
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        uint checksum = sorter.WriteTo(output, Cancellation);
        return (output.WrittenSpan.ToArray(), checksum);
    }
}
