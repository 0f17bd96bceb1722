using System.Globalization;
using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>All nodes, then all relationships, type by type, each in the database's order.</summary>
internal sealed class DatabaseSource : ExportSource
{
    private readonly ExportOptions _options;
    private readonly NodeScan _nodes;
    private readonly Snapshot _snapshot;
    private RelationshipScan? _relationships;
    private int _type = -1;

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
    public override EntityText OpenText() =>
        new(_snapshot, new SnapshotEntityLookup(_snapshot), _options);

    /// <inheritdoc/>
    public override bool TryRead(ExportChunk chunk, int maxRows)
    {
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
            // Nodes, and each type, are in other parts of the store.
            _snapshot.Forget();
            _relationships = _snapshot.ScanRelationships(new RelationshipTypeId(_type));
        }
        return true;
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
        chunk.Types.AsSpan(0, chunk.Count).Fill(_type);
        return chunk.Count > 0;
    }
}
