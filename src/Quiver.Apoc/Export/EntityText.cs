using System.Runtime.CompilerServices;
using System.Text;
using Quiver.Foundation.Text;
using Quiver.Model;
using Quiver.Model.Json;
using Quiver.Model.Values;
using Quiver.Storage;

namespace Quiver.Apoc.Export;

/// <summary>Nodes, relationships and values that hold them, as objects of an export.</summary>
/// <remarks>Not thread safe: each thread has its own.</remarks>
internal sealed class EntityText
{
    // Texts of nodes are asked for so many relationships before they are taken.
    private const int RowsAhead = 8;

    private readonly Snapshot _snapshot;
    private readonly IEntityLookup _entities;
    private readonly ExportOptions _options;
    private readonly JsonLayoutWriter _layout;
    private readonly NodeTexts _nodes;
    private readonly PropertyColumns _ofRelationships;
    private readonly List<KeyValuePair<string, Value>> _properties = [];
    private readonly Dictionary<int, byte[]> _types = [];
    private readonly int[] _nearSlots = new int[ExportChunk.MaxRows];
    private readonly int[] _farSlots = new int[ExportChunk.MaxRows];

    /// <summary>Begins.</summary>
    /// <param name="snapshot">The graph.</param>
    /// <param name="entities">Reads single nodes and relationships, also those that are in no graph.</param>
    /// <param name="options">What is written.</param>
    public EntityText(Snapshot snapshot, IEntityLookup entities, ExportOptions options)
    {
        _snapshot = snapshot;
        _entities = entities;
        _options = options;
        _layout = new JsonLayoutWriter(options.Format);
        _nodes = new NodeTexts(snapshot, entities, options);
        _ofRelationships = new PropertyColumns(snapshot, ofNodes: false);
    }

    /// <summary>Bytes that are held between chunks.</summary>
    public long HeldBytes => _nodes.HeldBytes;

    /// <summary>Makes a chunk's text.</summary>
    public void Format(ExportChunk chunk)
    {
        if (chunk.IsRelationships)
        {
            FormatRelationships(chunk);
        }
        else
        {
            FormatNodes(chunk);
        }
    }

    /// <summary>Makes the texts of nodes that are needed soon.</summary>
    public void Prepare(ReadOnlySpan<long> nodes)
    {
        _nodes.BeginPrepare();
        for (int done = 0; done < nodes.Length; done += _nearSlots.Length)
        {
            int count = Math.Min(nodes.Length - done, _nearSlots.Length);
            _nodes.Prepare(nodes.Slice(done, count), _nearSlots);
        }
    }

    /// <summary>Appends a value of a query's row.</summary>
    /// <returns>What it holds.</returns>
    public HeldEntities AppendValue(JsonText json, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Node:
                return new(1, 0, AppendNode(json, value.AsNode()));
            case ValueKind.Relationship:
                return new(0, 1, AppendRelationship(json, value.AsRelationship()));
            case ValueKind.Path:
                return AppendPath(json, value.AsPath());
            case ValueKind.List:
                return AppendList(json, value.AsList().AsSpan());
            case ValueKind.Map:
                return AppendMap(json, value.AsMap());
            default:
                JsonValueText.Append(json, value);
                return default;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FormatNodes(ExportChunk chunk)
    {
        var json = chunk.Text;
        for (int done = 0; done < chunk.Count; )
        {
            var batch = chunk.Ids.AsSpan(done, Math.Min(chunk.Count - done, _nodes.BatchRows));
            bool isRead =
                !batch.ContainsAnyExceptInRange(0, long.MaxValue) && _nodes.TryRead(batch);
            int before = json.Length;
            for (int row = 0; row < batch.Length; row++)
            {
                _layout.Before(json, batch[row]);
                json.AppendLiteral("{\"type\":\"node\","u8);
                chunk.Properties += isRead
                    ? _nodes.AppendRow(json, batch[row], row)
                    : _nodes.AppendSingle(json, new NodeId(batch[row]));
                json.AppendLiteral("}"u8);
            }
            _nodes.Adapt(batch.Length, json.Length - before);
            done += batch.Length;
        }
        chunk.Nodes = chunk.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FormatRelationships(ExportChunk chunk)
    {
        var json = chunk.Text;
        _nodes.BeginPrepare(chunk.Shared);
        _nodes.Prepare(chunk.Near.AsSpan(0, chunk.Count), _nearSlots, chunk.SharesNear);
        _nodes.Prepare(chunk.Far.AsSpan(0, chunk.Count), _farSlots, chunk.SharesFar);
        var ids = chunk.Ids.AsSpan(0, chunk.Count);
        bool isRead =
            _options.WritesRelationshipProperties
            && !ids.ContainsAnyExceptInRange(0, long.MaxValue)
            && _ofRelationships.TryRead(ids);
        int lastType = ExportChunk.NoType;
        byte[] typeText = [];
        for (int row = 0; row < ids.Length; row++)
        {
            if (row + RowsAhead < ids.Length)
            {
                _nodes.Hint(_nearSlots[row + RowsAhead]);
                _nodes.Hint(_farSlots[row + RowsAhead]);
            }
            _layout.Before(json, ids[row]);
            int type = chunk.Types[row];
            if (type == ExportChunk.NoType || (_options.WritesRelationshipProperties && !isRead))
            {
                chunk.Properties += AppendRelationship(json, new RelationshipId(ids[row]));
                continue;
            }
            if (type != lastType)
            {
                lastType = type;
                typeText = TypeOf(type);
            }
            json.AppendLiteral("{\"id\":\""u8);
            json.AppendInteger(ids[row]);
            json.Append(typeText);
            chunk.Properties += isRead ? _ofRelationships.Append(json, row) : 0;
            json.AppendLiteral(",\"start\":{"u8);
            AppendEnd(json, chunk, row, isNear: !chunk.IsIncoming[row]);
            json.AppendLiteral("},\"end\":{"u8);
            AppendEnd(json, chunk, row, isNear: chunk.IsIncoming[row]);
            json.AppendLiteral("}}"u8);
        }
        chunk.Relationships = chunk.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendEnd(JsonText json, ExportChunk chunk, int row, bool isNear)
    {
        var nodes = isNear ? chunk.Near : chunk.Far;
        int[] slots = isNear ? _nearSlots : _farSlots;
        _nodes.Append(json, nodes[row], slots[row]);
    }

    private int AppendNode(JsonText json, NodeId node)
    {
        json.Append("{\"type\":\"node\","u8);
        int properties = _nodes.Append(json, node.Value);
        json.Append("}"u8);
        return properties;
    }

    private int AppendRelationship(JsonText json, RelationshipId relationship)
    {
        _entities.ReadRelationship(relationship, out string type, out var start, out var end);
        _properties.Clear();
        if (_options.WritesRelationshipProperties)
        {
            _entities.ReadProperties(relationship, _properties);
        }
        json.Append("{\"id\":\""u8);
        json.AppendInteger(relationship.Value);
        json.Append(TypeText(type));
        NodeTexts.AppendProperties(json, _properties);
        int count = _properties.Count;
        json.Append(",\"start\":{"u8);
        _nodes.Append(json, start.Value);
        json.Append("},\"end\":{"u8);
        _nodes.Append(json, end.Value);
        json.Append("}}"u8);
        return count;
    }

    private byte[] TypeOf(int type)
    {
        if (!_types.TryGetValue(type, out byte[]? text))
        {
            text = TypeText(_snapshot.Tokens.RelationshipTypes[type]);
            _types.Add(type, text);
        }
        return text;
    }

    private static byte[] TypeText(string type) =>
        [.. "\",\"type\":\"relationship\",\"label\":\""u8, .. JsonText.Escape(type), (byte)'"'];

    private HeldEntities AppendMap(JsonText json, MapValue map)
    {
        json.Append("{"u8);
        HeldEntities total = default;
        bool isFirst = true;
        foreach (ref readonly var entry in map.AsSpan())
        {
            json.Append(isFirst ? default : ","u8);
            isFirst = false;
            json.AppendString(Encoding.UTF8.GetBytes(entry.Key));
            json.Append(":"u8);
            total = total.Plus(AppendValue(json, entry.Value));
        }
        json.Append("}"u8);
        return total;
    }

    private HeldEntities AppendPath(JsonText json, PathValue path)
    {
        var relationships = new Value[path.Length];
        var nodes = new Value[path.Length + 1];
        nodes[0] = Value.Node(path.Nodes[0]);
        for (int i = 0; i < path.Length; i++)
        {
            relationships[i] = Value.Relationship(path.Relationships[i]);
            nodes[i + 1] = Value.Node(path.Nodes[i + 1]);
        }
        json.Append("{\"length\":"u8);
        json.AppendInteger(path.Length);
        json.Append(",\"rels\":"u8);
        var total = AppendList(json, relationships);
        json.Append(",\"nodes\":"u8);
        total = total.Plus(AppendList(json, nodes));
        json.Append("}"u8);
        return total;
    }

    private HeldEntities AppendList(JsonText json, ReadOnlySpan<Value> values)
    {
        json.Append("["u8);
        HeldEntities total = default;
        for (int i = 0; i < values.Length; i++)
        {
            json.Append(i == 0 ? default : ","u8);
            total = total.Plus(AppendValue(json, values[i]));
        }
        json.Append("]"u8);
        return total;
    }
}
