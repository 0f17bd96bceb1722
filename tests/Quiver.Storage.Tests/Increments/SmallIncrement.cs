using Quiver.Model.Values;
using Quiver.Storage.Checks;
using Quiver.Storage.Increments;
using Quiver.Storage.Schema;
using Quiver.Storage.Tests.Simulation;

namespace Quiver.Storage.Tests.Increments;

/// <summary>A small database on a simulated disk, and increments of a few changes.</summary>
internal static class SmallIncrement
{
    public const string Folder = "/disk/databases/db";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A database with a unique constraint.</summary>
    public static async Task<SimulatedFileSystem> NewAsync()
    {
        var files = new SimulatedFileSystem(1);
        Database.CreateEmpty(files, Folder);
        using var database = Open(files);
        var request = new ConstraintRequest
        {
            Name = "unique",
            Kind = ConstraintKind.Uniqueness,
            Entity = EntityKind.Node,
            LabelOrType = RandomIncrement.UniqueLabel,
            Properties = [RandomIncrement.UniqueKey],
        };
        Assert.True((await database.CreateConstraintAsync(request, Stop)).IsDone);
        return files;
    }

    public static Database Open(SimulatedFileSystem files) =>
        Database.Open(files, Folder, DatabaseOptions.Default);

    /// <summary>Creates a node with a unique number.</summary>
    public static async Task<long> CreateAsync(Database database, int number)
    {
        using var transaction = await database.BeginWriteAsync(Stop);
        transaction.BeginStatement();
        var node = transaction.CreateNode(transaction.Label(RandomIncrement.UniqueLabel));
        transaction.SetProperty(
            node,
            transaction.PropertyKey(RandomIncrement.UniqueKey),
            Value.Integer(number)
        );
        await transaction.CommitAsync();
        return node.Value;
    }

    /// <summary>How many nodes there are.</summary>
    public static long Count(Database database)
    {
        using var graph = database.Latest();
        return graph.NodeCount;
    }

    /// <summary>Builds an increment as of now.</summary>
    public static Increment Build(
        SimulatedFileSystem files,
        Database database,
        Action<IncrementWriter> write,
        long newNodes = 1,
        long? sequence = null
    )
    {
        using var graph = database.Latest();
        var id = Guid.NewGuid();
        string folder = Increment.FolderOf(Folder, id);
        files.CreateDirectory(folder);
        var chunks = new IncrementChunks();
        var writer = new IncrementWriter(files, folder, chunks);
        write(writer);
        writer.Flush();
        var tokens = graph.Tokens;
        return new Increment
        {
            Id = id,
            Folder = folder,
            Chunks = chunks.Files,
            LogId = database.LogId,
            Sequence = sequence ?? graph.Sequence,
            Names = tokens with { RelationshipTypes = new(["R"]) },
            KnownNames = (tokens.Labels.Count, 0, tokens.PropertyKeys.Count),
            NewNodes = newNodes,
            NewRelationships = 1,
            KeyConstraints = [.. graph.Schema.Constraints.Select(static c => c.Id)],
        };
    }

    /// <summary>Looks at every file.</summary>
    public static void CheckFiles(SimulatedFileSystem files)
    {
        var report = DatabaseCheck.Run(files, Folder, Stop);
        Assert.True(report.IsSound, string.Join("; ", report.Findings));
    }
}
