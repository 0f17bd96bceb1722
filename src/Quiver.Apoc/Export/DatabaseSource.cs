using System.Globalization;
using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>
/// All nodes in the database's order, then all relationships, one group of types behind the other, in the order of the nodes at one of their ends.
/// </summary>
internal sealed class DatabaseSource : ExportSource
{
    // What was read of the mapped store is given back after so many chunks: it counts as memory of the process.
    private const int ChunksToForget = 64;

    // So many chunks leave some 20 MB of values that nobody holds any more. The collector would let ten times as many gather where the processor has a large cache.
    private const int ChunksToCollect = 256;

    private readonly ExportOptions _options;
    private readonly NodeScan _nodes;
    private readonly Snapshot _snapshot;
    private IReadOnlyList<TypeGroup> _groups = [];
    private RelationshipReader? _relationships;
    private readonly HashSet<int> _sharedLabels = [];
    private SharedNodeTexts? _shared;
    private int _group = -1;
    private bool _isAtRelationships;
    private int _chunks;

    /// <summary>Begins before the first node.</summary>
    public DatabaseSource(ProcedureInvocation call, ExportOptions options)
    {
        _options = options;
        _snapshot = call.Snapshot;
        _nodes = _snapshot.ScanNodes(LabelId.None);
        ParallelRows = _snapshot.NodeCount + _snapshot.RelationshipCount;
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"database: nodes({_snapshot.NodeCount}), rels({_snapshot.RelationshipCount})"
        );
    }

    /// <inheritdoc/>
    public override string Description { get; }

    /// <inheritdoc/>
    public override long ParallelRows { get; }

    /// <inheritdoc/>
    public override long HeldBytes => Volatile.Read(ref _shared)?.HeldBytes ?? 0;

    /// <inheritdoc/>
    public override EntityText OpenText() =>
        new(_snapshot, new SnapshotEntityLookup(_snapshot), _options);

    /// <inheritdoc/>
    public override bool TryRead(ExportChunk chunk, int maxRows)
    {
        if (++_chunks % ChunksToForget == 0)
        {
            _snapshot.Forget();
        }
        if (_chunks % ChunksToCollect == 0)
        {
            GC.Collect(0, GCCollectionMode.Forced);
        }
        if (!_isAtRelationships)
        {
            chunk.IsRelationships = false;
            chunk.Count = _nodes.Next(chunk.Ids.AsSpan(0, maxRows));
            if (chunk.Count > 0)
            {
                return true;
            }
            _isAtRelationships = true;
            _groups = TypeGroup.Of(_snapshot);
        }
        chunk.IsRelationships = true;
        while (_relationships?.TryRead(chunk, maxRows) != true)
        {
            if (++_group >= _groups.Count)
            {
                return false;
            }
            Begin(_groups[_group]);
        }
        chunk.Share(_shared);
        chunk.SharesNear = _groups[_group].SharesNear;
        chunk.SharesFar = _groups[_group].SharesFar;
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _shared?.Dispose();
        _shared = null;
        base.Dispose();
    }

    private void Begin(TypeGroup group)
    {
        _relationships = group.Open(_snapshot);
        if (!group.SharesNear && !group.SharesFar)
        {
            return;
        }
        if (_shared is null || (_shared.IsHalfFull && group.SharedLabels.Any(IsNotShared)))
        {
            // Chunks at hand hold the one that they have.
            _shared?.Dispose();
            Volatile.Write(ref _shared, new SharedNodeTexts(_snapshot.NodeIdLimit));
            _sharedLabels.Clear();
        }
        _sharedLabels.UnionWith(group.SharedLabels);
    }

    private bool IsNotShared(int label) => !_sharedLabels.Contains(label);
}
