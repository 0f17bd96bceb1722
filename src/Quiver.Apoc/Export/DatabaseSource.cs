using System.Buffers;
using System.Globalization;
using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>All nodes, then all relationships, type by type, each in the database's order.</summary>
internal sealed class DatabaseSource : ExportSource
{
    private const int ChunkSize = 1024;

    private readonly CancellationToken _cancellation;
    private readonly EntityJson _json;
    private readonly NodeScan _nodes;
    private readonly Snapshot _snapshot;
    private readonly long[] _ids = new long[ChunkSize];
    private readonly long[] _starts = new long[ChunkSize];
    private readonly long[] _ends = new long[ChunkSize];
    private RelationshipScan? _relationships;
    private int _type = -1;
    private int _next;
    private int _count;

    /// <summary>Begins before the first node.</summary>
    public DatabaseSource(ProcedureInvocation call, ExportOptions options)
    {
        _cancellation = call.Cancellation;
        Description = string.Create(
            CultureInfo.InvariantCulture,
            $"database: nodes({call.Snapshot.NodeCount}), rels({call.Snapshot.RelationshipCount})"
        );
        _json = new EntityJson(new SnapshotEntityLookup(call.Snapshot), options);
        _nodes = call.Snapshot.ScanNodes(LabelId.None);
        _snapshot = call.Snapshot;
    }

    /// <inheritdoc/>
    public override string Description { get; }

    /// <inheritdoc/>
    public override bool Write(
        IBufferWriter<byte> output,
        JsonLayoutWriter layout,
        Progress progress,
        int count
    )
    {
        for (; count > 0; count--)
        {
            if (_next == _count && !Read())
            {
                return false;
            }
            long id = _ids[_next++];
            progress.Rows++;
            if (_relationships is not null)
            {
                layout.BeforeRelationship(id);
                progress.Properties += _json.WriteRelationship(output, new RelationshipId(id));
                progress.Relationships++;
            }
            else
            {
                layout.BeforeNode(id);
                progress.Properties += _json.WriteNode(output, new NodeId(id));
                progress.Nodes++;
            }
        }
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose() => _json.Dispose();

    private bool Read()
    {
        _cancellation.ThrowIfCancellationRequested();
        _next = 0;
        _count = _relationships is null
            ? _nodes.Next(_ids)
            : _relationships.Next(_ids, _starts, _ends);
        while (_count == 0 && ++_type < _snapshot.Tokens.RelationshipTypes.Count)
        {
            _relationships = _snapshot.ScanRelationships(new RelationshipTypeId(_type));
            _count = _relationships.Next(_ids, _starts, _ends);
        }
        return _count > 0;
    }
}
