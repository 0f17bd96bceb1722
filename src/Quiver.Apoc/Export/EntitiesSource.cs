using System.Buffers;
using System.Globalization;
using Quiver.Cypher.Execution;
using Quiver.Cypher.Execution.Procedures;
using Quiver.Model.Values;

namespace Quiver.Apoc.Export;

/// <summary>The nodes and relationships of two lists.</summary>
internal sealed class EntitiesSource(
    ProcedureInvocation call,
    ExportOptions options,
    string name,
    IReadOnlyList<Value> nodes,
    IReadOnlyList<Value> relationships
) : ExportSource
{
    private readonly EntityJson _json = new(
        new SnapshotEntityLookup(call.Snapshot, call.VirtualEntities),
        options
    );
    private int _next;

    /// <inheritdoc/>
    public override string Description =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: nodes({nodes.Count}), rels({relationships.Count})"
        );

    /// <inheritdoc/>
    public override bool Write(
        IBufferWriter<byte> output,
        JsonLayoutWriter layout,
        Progress progress,
        int count
    )
    {
        call.Cancellation.ThrowIfCancellationRequested();
        for (; count > 0; count--, _next++)
        {
            if (_next == nodes.Count + relationships.Count)
            {
                return false;
            }
            progress.Rows++;
            if (_next < nodes.Count)
            {
                var node = nodes[_next].AsNode();
                layout.BeforeNode(node.Value);
                progress.Properties += _json.WriteNode(output, node);
                progress.Nodes++;
            }
            else
            {
                var relationship = relationships[_next - nodes.Count].AsRelationship();
                layout.BeforeRelationship(relationship.Value);
                progress.Properties += _json.WriteRelationship(output, relationship);
                progress.Relationships++;
            }
        }
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose() => _json.Dispose();
}
