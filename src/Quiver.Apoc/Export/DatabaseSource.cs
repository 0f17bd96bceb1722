using System.Globalization;
using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>
/// All nodes in the database's order, then all relationships, type by type, in the order of the nodes at one of their ends. The texts of the nodes at the other end are kept where they are few: relationships
/// come by their starts, or by their ends where those are too many to be kept and the starts are not.
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
    private RelationshipScan? _relationships;
    private readonly HashSet<int> _sharedLabels = [];
    private SharedNodeTexts? _shared;
    private TypeEnds? _ends;
    private int _type = -1;
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
        if (_relationships is null)
        {
            chunk.IsRelationships = false;
            chunk.Count = _nodes.Next(chunk.Ids.AsSpan(0, maxRows));
            if (chunk.Count > 0)
            {
                return true;
            }
        }
        chunk.IsRelationships = true;
        while (!TryReadRelationships(chunk, maxRows))
        {
            if (++_type >= _snapshot.Tokens.RelationshipTypes.Count)
            {
                return false;
            }
            Begin(new RelationshipTypeId(_type));
        }
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _shared?.Dispose();
        _shared = null;
        base.Dispose();
    }

    private void Begin(RelationshipTypeId type)
    {
        _ends = new TypeEnds(_snapshot, type);
        _relationships =
            _ends.StartsFit && !_ends.EndsFit
                ? new RelationshipsByEnd(_snapshot, type)
                : _snapshot.ScanRelationships(type);
        if (!_ends.StartsFit && !_ends.EndsFit)
        {
            return;
        }
        if (_shared is null || (_shared.IsHalfFull && !_ends.Labels.IsSubsetOf(_sharedLabels)))
        {
            // Chunks at hand hold the one that they have.
            _shared?.Dispose();
            Volatile.Write(ref _shared, new SharedNodeTexts(_snapshot.NodeIdLimit));
            _sharedLabels.Clear();
        }
        _sharedLabels.UnionWith(_ends.Labels);
    }

    private bool TryReadRelationships(ExportChunk chunk, int maxRows)
    {
        if (_relationships is null)
        {
            return false;
        }
        chunk.Count = _relationships.Next(
            chunk.Ids.AsSpan(0, maxRows),
            chunk.Starts.AsSpan(0, maxRows),
            chunk.Ends.AsSpan(0, maxRows)
        );
        if (chunk.Count == 0)
        {
            return false;
        }
        chunk.Types.AsSpan(0, chunk.Count).Fill(_type);
        chunk.Share(_shared);
        chunk.SharesStarts = _ends!.StartsFit;
        chunk.SharesEnds = _ends.EndsFit;
        return true;
    }
}
