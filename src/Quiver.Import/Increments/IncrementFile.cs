using Quiver.Foundation.IO;
using Quiver.Import.Checkpoints;
using Quiver.Import.Pipeline;
using Quiver.Storage.Increments;
using Quiver.Storage.Manifests;
using Quiver.Storage.Schema;
using Quiver.Storage.Tokens;

namespace Quiver.Import.Increments;

/// <summary>The file that says how far a database's incremental import is: <c>increment/plan</c>. There as a whole or not at all.</summary>
public sealed class IncrementFile
{
    private const string FileName = "plan";
    private const int Version = 4;

    private IncrementFile(Guid id, string database, DateTime preparedAt, Guid logId)
    {
        Id = id;
        Database = database;
        PreparedAt = preparedAt;
        LogId = logId;
    }

    /// <summary>The increment's identity.</summary>
    public Guid Id { get; }

    /// <summary>The database's name.</summary>
    public string Database { get; }

    /// <summary>When it was prepared (UTC).</summary>
    public DateTime PreparedAt { get; }

    /// <summary>The log of the database that it was prepared for.</summary>
    public Guid LogId { get; }

    /// <summary>When it was built (UTC); null before.</summary>
    public DateTime? BuiltAt { get; private set; }

    /// <summary>What was built; null before.</summary>
    public Increment? Increment { get; private set; }

    /// <summary>What the increment does.</summary>
    public IncrementCounts Counts { get; private set; }

    /// <summary>How much the build has left out.</summary>
    public long Skipped { get; private set; }

    /// <summary>Whether nodes that cannot be merged are left out.</summary>
    public bool SkipsDuplicateNodes { get; private set; }

    /// <summary>Whether relationships that cannot be merged are left out.</summary>
    public bool SkipsBadRelationships { get; private set; }

    /// <summary>Whether changes of nodes that are gone meanwhile are left out.</summary>
    public bool SkipsBadRows { get; private set; }

    /// <summary>How much may be left out in all; -1 for any number.</summary>
    public long BadTolerance { get; private set; }

    /// <summary>Changes of indexes and constraints that take effect with the merge.</summary>
    public IReadOnlyList<SchemaStep> Schema { get; private set; } = [];

    /// <summary>The name under which the database as it was before the merge is kept; empty to keep nothing.</summary>
    public string KeepAs { get; private set; } = "";

    /// <summary>What a merge is told.</summary>
    public MergeOptions MergeOptions =>
        new()
        {
            SkipDuplicateNodes = SkipsDuplicateNodes,
            SkipBadRelationships = SkipsBadRelationships,
            SkipGoneNodes = SkipsBadRows,
            Schema = Schema,
            KeepAs = KeepAs,
            Tolerance = BadTolerance < 0 ? long.MaxValue : Math.Max(0, BadTolerance - Skipped),
        };

    internal ImportFingerprint Fingerprint { get; private init; } = new([], []);

    /// <summary>What the build has listed as left out; null where that is nothing.</summary>
    internal BuiltReport? Report { get; private set; }

    /// <summary>How the files are written.</summary>
    internal SourceDialect Source { get; private set; } = SourceDialect.None;

    internal IncrementPlaces NodePlaces { get; private set; } = new();

    internal IncrementPlaces RelationshipPlaces { get; private set; } = new();

    /// <summary>What stands in a database's folder; null where nothing is prepared.</summary>
    public static IncrementFile? TryRead(IFileSystem files, string databaseDirectory)
    {
        using var stream = CheckedFile.TryOpen(files, PathIn(databaseDirectory));
        if (stream is null)
        {
            return null;
        }
        using var input = new BinaryReader(stream);
        return input.ReadInt32() == Version ? Read(input, databaseDirectory) : null;
    }

    /// <summary>Deletes what is prepared and built for a database.</summary>
    public static void Delete(IFileSystem files, string databaseDirectory)
    {
        // The plan goes first: what it names must be there as long as it is.
        CheckedFile.Delete(files, PathIn(databaseDirectory));
        files.DeleteDirectory(FolderIn(databaseDirectory));
    }

    internal static IncrementFile Prepare(ImportPlan plan, ImportFingerprint fingerprint) =>
        new(
            Guid.NewGuid(),
            plan.Options.DatabaseName,
            plan.Options.Clock.UtcNow.UtcDateTime,
            plan.Base!.LogId
        )
        {
            Fingerprint = fingerprint,
        };

    internal void Complete(
        IncrementState state,
        Increment increment,
        long skipped,
        BuiltReport? report
    )
    {
        var options = state.Plan.Options;
        BuiltAt = options.Clock.UtcNow.UtcDateTime;
        Increment = increment;
        Counts = state.Counts;
        Skipped = skipped;
        Report = report;
        SkipsDuplicateNodes = options.SkipDuplicateNodes;
        SkipsBadRelationships = options.SkipBadRelationships;
        SkipsBadRows = options.SkipBadRows;
        BadTolerance = options.BadTolerance;
        Schema = options.Increment!.Schema;
        KeepAs = options.Increment.KeepAs;
        Source = SourceDialect.Of(state.Plan);
        NodePlaces = state.NodePlaces;
        RelationshipPlaces = state.RelationshipPlaces;
    }

    /// <summary>Takes what the merge is told besides what the build was told.</summary>
    /// <returns>Whether anything is new.</returns>
    internal bool Allow(ImportOptions options)
    {
        var before = MergeOptions;
        SkipsDuplicateNodes |= options.SkipDuplicateNodes;
        SkipsBadRelationships |= options.SkipBadRelationships;
        SkipsBadRows |= options.SkipBadRows;
        BadTolerance = options.Increment!.BadTolerance ?? BadTolerance;
        KeepAs = options.Increment.KeepAs is { Length: > 0 } name ? name : KeepAs;
        return MergeOptions != before;
    }

    internal void Write(IFileSystem files, string databaseDirectory)
    {
        string folder = FolderIn(databaseDirectory);
        if (!files.DirectoryExists(folder))
        {
            files.CreateDirectory(folder);
            files.SyncDirectory(databaseDirectory);
        }
        CheckedFile.Write(
            files,
            PathIn(databaseDirectory),
            isSynced: true,
            CancellationToken.None,
            stream =>
            {
                using var output = new BinaryWriter(
                    stream,
                    System.Text.Encoding.UTF8,
                    leaveOpen: true
                );
                Write(output);
            }
        );
    }

    private static string FolderIn(string databaseDirectory) =>
        Path.Join(databaseDirectory, Storage.Increments.Increment.FolderName);

    private static string PathIn(string databaseDirectory) =>
        Path.Join(FolderIn(databaseDirectory), FileName);

    private static IncrementFile Read(BinaryReader input, string directory)
    {
        var file = new IncrementFile(
            new Guid(input.ReadBytes(16)),
            input.ReadString(),
            new DateTime(input.ReadInt64(), DateTimeKind.Utc),
            new Guid(input.ReadBytes(16))
        )
        {
            Fingerprint = ImportFingerprint.Read(input),
        };
        if (!input.ReadBoolean())
        {
            return file;
        }
        file.BuiltAt = new DateTime(input.ReadInt64(), DateTimeKind.Utc);
        file.Counts = new(
            input.ReadInt64(),
            input.ReadInt64(),
            input.ReadInt64(),
            input.ReadInt64(),
            input.ReadInt64(),
            input.ReadInt64()
        );
        file.Skipped = input.ReadInt64();
        file.Report = BuiltReport.Read(input);
        file.SkipsDuplicateNodes = input.ReadBoolean();
        file.SkipsBadRelationships = input.ReadBoolean();
        file.SkipsBadRows = input.ReadBoolean();
        file.BadTolerance = input.ReadInt64();
        file.KeepAs = input.ReadString();
        file.Schema = SchemaStepCodec.Decode(input.ReadBytes(input.ReadInt32()), PathIn(directory));
        file.Increment = ReadIncrement(input, directory, file);
        file.Source = SourceDialect.Read(input);
        file.NodePlaces = IncrementPlaces.Read(input);
        file.RelationshipPlaces = IncrementPlaces.Read(input);
        return file;
    }

    private static Increment ReadIncrement(BinaryReader input, string directory, IncrementFile file)
    {
        var chunks = new PatchFile[input.ReadInt32()];
        for (int i = 0; i < chunks.Length; i++)
        {
            chunks[i] = new(input.ReadString(), input.ReadInt64(), input.ReadUInt32());
        }
        long[] keys = ReadNumbers(input);
        long[] verified = ReadNumbers(input);
        var names = new ImportNames();
        names.Restore(input);
        return new Increment
        {
            Id = file.Id,
            Folder = Storage.Increments.Increment.FolderOf(directory, file.Id),
            Chunks = chunks,
            KeyConstraints = keys,
            VerifiedConstraints = verified,
            LogId = file.LogId,
            Names = names.ToTokens(),
            KnownNames = (input.ReadInt32(), input.ReadInt32(), input.ReadInt32()),
            Sequence = input.ReadInt64(),
            NewNodes = input.ReadInt64(),
            NewRelationships = input.ReadInt64(),
        };
    }

    private void Write(BinaryWriter output)
    {
        output.Write(Version);
        output.Write(Id.ToByteArray());
        output.Write(Database);
        output.Write(PreparedAt.Ticks);
        output.Write(LogId.ToByteArray());
        Fingerprint.WriteTo(output);
        output.Write(Increment is not null);
        if (Increment is not { } increment)
        {
            return;
        }
        output.Write(BuiltAt!.Value.Ticks);
        output.Write(Counts.NodesCreated);
        output.Write(Counts.NodesUpdated);
        output.Write(Counts.NodesDeleted);
        output.Write(Counts.RelationshipsCreated);
        output.Write(Counts.RelationshipsUpdated);
        output.Write(Counts.RelationshipsDeleted);
        output.Write(Skipped);
        BuiltReport.Write(output, Report);
        output.Write(SkipsDuplicateNodes);
        output.Write(SkipsBadRelationships);
        output.Write(SkipsBadRows);
        output.Write(BadTolerance);
        output.Write(KeepAs);
        byte[] schema = SchemaStepCodec.Encode(Schema);
        output.Write(schema.Length);
        output.Write(schema);
        output.Write(increment.Chunks.Count);
        foreach (var (name, length, checksum) in increment.Chunks)
        {
            output.Write(name);
            output.Write(length);
            output.Write(checksum);
        }
        Write(output, increment.KeyConstraints);
        Write(output, increment.VerifiedConstraints);
        Write(output, increment.Names);
        output.Write(increment.KnownNames.Labels);
        output.Write(increment.KnownNames.Types);
        output.Write(increment.KnownNames.Keys);
        output.Write(increment.Sequence);
        output.Write(increment.NewNodes);
        output.Write(increment.NewRelationships);
        Source.WriteTo(output);
        NodePlaces.WriteTo(output);
        RelationshipPlaces.WriteTo(output);
    }

    private static long[] ReadNumbers(BinaryReader input)
    {
        var numbers = new long[input.ReadInt32()];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = input.ReadInt64();
        }
        return numbers;
    }

    private static void Write(BinaryWriter output, IReadOnlyList<long> numbers)
    {
        output.Write(numbers.Count);
        foreach (long number in numbers)
        {
            output.Write(number);
        }
    }

    private static void Write(BinaryWriter output, TokenTable table)
    {
        var names = new ImportNames();
        names.Add(table);
        names.WriteTo(output);
    }
}
