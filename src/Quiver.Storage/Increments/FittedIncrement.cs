using Quiver.Foundation.IO;
using Quiver.Model;
using Quiver.Storage.Delta;
using Quiver.Storage.Indexes;
using Quiver.Storage.Manifests;
using Quiver.Storage.Reading;
using Quiver.Storage.Schema;
using Quiver.Storage.Store;

namespace Quiver.Storage.Increments;

/// <summary>An increment over the newest commit: its chunks, rewritten where they do not fit any more, and the graph that they make together.</summary>
internal sealed class FittedIncrement : IDisposable
{
    private const int ExpansionRows = 512;

    private readonly Database _database;
    private readonly Increment _increment;
    private readonly Snapshot _before;
    private readonly SchemaState _schema;
    private readonly string _temporaryFolder;
    private readonly List<MergeConflict> _conflicts = [];
    private ChangeRun[] _chunks;
    private Snapshot? _after;

    private FittedIncrement(
        Database database,
        Increment increment,
        Snapshot before,
        IReadOnlyList<SchemaChange> changes
    )
    {
        _schema = before.SchemaState with
        {
            Definitions = before.SchemaState.Definitions.With(changes),
        };
        _database = database;
        _increment = increment;
        _before = before;
        _temporaryFolder = database.Store.NewTemporaryFolder();
        _chunks = new ChangeRun[increment.Chunks.Count];
    }

    /// <summary>The chunks.</summary>
    public ChangeRun[] Chunks => _chunks;

    /// <summary>What does not fit any more and is left out.</summary>
    public IReadOnlyList<MergeConflict> Conflicts => _conflicts;

    private IFileSystem Files => _database.Files;

    /// <summary>The graph with the increment.</summary>
    private Snapshot After =>
        _after ??= new Snapshot(
            _before.Pinned.Pin(),
            [.. _chunks, .. _before.Delta],
            _database.Names.Current,
            _schema,
            _before.Sequence
        );

    /// <summary>Opens the chunks.</summary>
    /// <param name="database">The database.</param>
    /// <param name="increment">The increment.</param>
    /// <param name="before">The newest commit.</param>
    /// <param name="changes">Changes of indexes and constraints that take effect with the increment.</param>
    /// <param name="trustsChunks">Whether this process has written the chunks: if their bytes are what it wrote, what they say needs no check.</param>
    /// <exception cref="CorruptionException">One is not what was written.</exception>
    /// <exception cref="StorageException">One is missing.</exception>
    public static FittedIncrement Open(
        Database database,
        Increment increment,
        Snapshot before,
        IReadOnlyList<SchemaChange> changes,
        bool trustsChunks
    )
    {
        var fitted = new FittedIncrement(database, increment, before, changes);
        try
        {
            fitted.OpenChunks(trustsChunks);
            return fitted;
        }
        catch
        {
            fitted.Dispose();
            throw;
        }
    }

    private void OpenChunks(bool trustsChunks)
    {
        var regions = new List<IMappedRegion>();
        try
        {
            foreach (var chunk in _increment.Chunks)
            {
                regions.Add(FileSegmentStore.Map(OpenRead(chunk), chunk.Length));
            }
        }
        catch
        {
            regions.ForEach(static region => region.Dispose());
            throw;
        }
        bool areMany = ChunkPages.AreMany(_increment.Chunks.Sum(static chunk => chunk.Length));
        var damages = new CorruptionException?[_chunks.Length];
        InParallel.For(
            _chunks.Length,
            i =>
            {
                var chunk = _increment.Chunks[i];
                try
                {
                    _chunks[i] = trustsChunks
                        ? PatchReader.OpenWritten(PathOf(chunk), regions[i], chunk)
                        : PatchReader.Open(PathOf(chunk), regions[i], chunk);
                    if (areMany)
                    {
                        _chunks[i].Forget();
                    }
                }
                catch (CorruptionException damage)
                {
                    damages[i] = damage;
                }
            }
        );
        if (Array.Find(damages, static damage => damage is not null) is { } first)
        {
            throw first;
        }
    }

    private IFileHandle OpenRead(PatchFile chunk)
    {
        string path = PathOf(chunk);
        try
        {
            return Files.OpenRead(path);
        }
        catch (FileNotFoundException missing)
        {
            throw IncrementErrors.ChunkMissing(path, missing);
        }
    }

    private string PathOf(PatchFile chunk) => Path.Join(_increment.Folder, chunk.Name);

    /// <summary>Rewrites what does not fit.</summary>
    public void Fit()
    {
        var names = new ChunkMap();
        NumberNames(names);
        Rewrite(names);
        var map = new ChunkMap();
        FindGone(map);
        FindTakenKeys(map);
        Rewrite(map);
        AddRelationshipsOfDeleted();
    }

    /// <summary>
    /// Leaves out what constraints do not allow. Without it something else may be not allowed, of which it took the place: this is left out, too.
    /// </summary>
    /// <param name="require">Is asked after each round whether all that is left out so far may be.</param>
    public void LeaveOutViolations(Action require)
    {
        while (true)
        {
            var found = new IncrementViolations(
                After,
                _chunks,
                _increment.VerifiedConstraints
            ).Find();
            if (found.Count == 0)
            {
                return;
            }
            var map = new ChunkMap();
            foreach (var conflict in found)
            {
                var left = conflict.IsOfNode ? map.LeftNodes : map.LeftRelationships;
                if (left.Add(conflict.Id))
                {
                    _conflicts.Add(conflict);
                }
            }
            FindEndsLeftOut(map);
            require();
            Rewrite(map);
        }
    }

    /// <summary>Leaves out new relationships of new nodes that are left out.</summary>
    private void FindEndsLeftOut(ChunkMap map)
    {
        if (!map.LeftNodes.Any(static node => node >= IncrementIds.First))
        {
            return;
        }
        foreach (var chunk in _chunks)
        {
            foreach (ref readonly var relationship in chunk.Relationships)
            {
                long left =
                    IsLeftOut(relationship.Start) ? relationship.Start
                    : IsLeftOut(relationship.End) ? relationship.End
                    : -1;
                if (left >= 0 && map.LeftRelationships.Add(relationship.Id))
                {
                    Add(MergeConflictKind.EndLeftOut, relationship.Id, left);
                }
            }
        }

        bool IsLeftOut(long node) => node >= IncrementIds.First && map.LeftNodes.Contains(node);
    }

    /// <summary>How the exact counts change.</summary>
    /// <param name="created">How created relationships change them; the rest is added.</param>
    public CountEntry[] CountDifferences(CountDifferences created) =>
        CountCalculator.Compute(_before, After, created, _chunks);

    /// <inheritdoc/>
    public void Dispose()
    {
        _after?.Dispose();
        foreach (var chunk in _chunks)
        {
            chunk?.Dispose();
        }
        Files.DeleteDirectory(_temporaryFolder);
    }

    /// <summary>Gives new names their numbers in the database: others may have been numbered meanwhile.</summary>
    private void NumberNames(ChunkMap map)
    {
        var (labels, types, keys) = _increment.KnownNames;
        var names = _increment.Names;
        var registry = _database.Names;
        map.Labels = Number(names.Labels.All, labels, name => registry.Label(name).Value);
        map.Types = Number(
            names.RelationshipTypes.All,
            types,
            name => registry.RelationshipType(name).Value
        );
        map.Keys = Number(names.PropertyKeys.All, keys, name => registry.PropertyKey(name).Value);
    }

    /// <summary>The numbers of names; null when they are those that the increment has.</summary>
    private static int[]? Number(IReadOnlyList<string> names, int known, Func<string, int> number)
    {
        int[] numbers = new int[names.Count];
        bool isSame = true;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i < known ? i : number(names[i]);
            isSame &= numbers[i] == i;
        }
        return isSame ? null : numbers;
    }

    /// <summary>Finds what the increment changes, or joins by relationships, and is not there any more.</summary>
    private void FindGone(ChunkMap map)
    {
        if (_before.Sequence == _increment.Sequence)
        {
            return;
        }
        foreach (var chunk in _chunks)
        {
            foreach (ref readonly var node in chunk.Nodes)
            {
                if (node.Id < IncrementIds.First && !_before.Exists(new NodeId(node.Id)))
                {
                    map.LeftNodes.Add(node.Id);
                    if (node.Flags == EntityFlags.None)
                    {
                        Add(MergeConflictKind.NodeGone, node.Id, node.Id);
                    }
                }
            }
            foreach (ref readonly var relationship in chunk.Relationships)
            {
                FindGone(relationship, map);
            }
        }
    }

    private void FindGone(in RelationshipEntry relationship, ChunkMap map)
    {
        if (relationship.Id >= IncrementIds.First)
        {
            long gone =
                IsGone(relationship.Start) ? relationship.Start
                : IsGone(relationship.End) ? relationship.End
                : -1;
            if (gone >= 0)
            {
                map.LeftRelationships.Add(relationship.Id);
                Add(MergeConflictKind.EndGone, relationship.Id, gone);
            }
        }
        else if (!_before.Exists(new RelationshipId(relationship.Id)))
        {
            map.LeftRelationships.Add(relationship.Id);
            if (relationship.Flags == EntityFlags.None)
            {
                Add(MergeConflictKind.RelationshipGone, relationship.Id, -1);
            }
        }
    }

    private bool IsGone(long node) =>
        node < IncrementIds.First && !_before.Exists(new NodeId(node));

    /// <summary>Finds new nodes whose keys others have got: these take their places.</summary>
    private void FindTakenKeys(ChunkMap map)
    {
        if (_before.Sequence == _increment.Sequence)
        {
            return;
        }
        foreach (long id in _increment.KeyConstraints)
        {
            // As the database is: the increment may drop the constraint by which it names nodes.
            var definitions = _before.SchemaState.Definitions;
            if (
                definitions.FindConstraint(id) is not { OwnedIndex: { } owned }
                || definitions.FindIndex(owned) is not { } index
            )
            {
                throw IncrementErrors.ConstraintGone(_database.Directory);
            }
            var lookup = UniqueLookup.Of(After, index);
            foreach (var chunk in _chunks)
            {
                foreach (ref readonly var node in chunk.Nodes)
                {
                    if (
                        node.Id >= IncrementIds.First
                        && lookup.TryFindOther(node.Id, out long other)
                        && other < IncrementIds.First
                        && map.Replaced.TryAdd(node.Id, other)
                    )
                    {
                        Add(MergeConflictKind.KeyTaken, node.Id, other);
                    }
                }
            }
        }
    }

    /// <summary>What others have joined meanwhile to nodes that the increment deletes goes with them.</summary>
    private void AddRelationshipsOfDeleted()
    {
        if (_before.Sequence == _increment.Sequence)
        {
            return;
        }
        var builder = new ChangeRunBuilder();
        var deleted = new HashSet<long>();
        long[] ids = new long[ExpansionRows];
        long[] neighbours = new long[ExpansionRows];
        int[] rows = new int[ExpansionRows];
        foreach (var chunk in _chunks)
        {
            foreach (ref readonly var node in chunk.Nodes)
            {
                if (node.Flags != EntityFlags.Deleted)
                {
                    continue;
                }
                // Nothing in the increment joins a node that it deletes.
                var expansion = _before.Expand(Direction.Both, []);
                expansion.Start([node.Id]);
                for (int count; (count = expansion.Next(rows, ids, neighbours)) > 0; )
                {
                    foreach (long id in ids.AsSpan(0, count))
                    {
                        if (
                            deleted.Add(id)
                            && After.TryReadRelationship(new RelationshipId(id), out var record)
                        )
                        {
                            builder.DeleteRelationship(new RelationshipId(id), record);
                        }
                    }
                }
            }
        }
        if (!builder.IsEmpty)
        {
            Change([.. _chunks, ChangeRun.Open(builder.Seal(0, 0), "an increment")]);
        }
    }

    private void Add(MergeConflictKind kind, long id, long other) =>
        _conflicts.Add(new MergeConflict(kind, id, other));

    private void Rewrite(ChunkMap map)
    {
        if (map.IsEmpty)
        {
            return;
        }
        var rewritten = new List<ChangeRun>();
        foreach (var chunk in _chunks)
        {
            byte[] bytes = ChunkRewriter.Rewrite(chunk, map);
            var run = ChangeRun.Open(Keep(bytes), "an increment");
            chunk.Dispose();
            if (run.Nodes.Length + run.Relationships.Length > 0)
            {
                rewritten.Add(run);
            }
            else
            {
                run.Dispose();
            }
        }
        Change([.. rewritten]);
    }

    private void Change(ChangeRun[] chunks)
    {
        _chunks = chunks;
        _after?.Dispose();
        _after = null;
    }

    /// <summary>Puts a rewritten chunk into a file, so that memory holds one at a time.</summary>
    private IMappedRegion Keep(byte[] bytes)
    {
        Files.CreateDirectory(_temporaryFolder);
        using var handle = Files.CreateNew(Path.Join(_temporaryFolder, $"{Guid.NewGuid():N}"));
        handle.Write(bytes, 0);
        return handle.Map(0, bytes.Length);
    }
}
