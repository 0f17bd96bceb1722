using System.Text;
using Quiver.Foundation.Text;
using Quiver.Model;
using Quiver.Model.Json;
using Quiver.Model.Values;

namespace Quiver.Cypher.Execution.Functions.Apoc;

/// <summary>Values in JSON, nodes and relationships as APOC exports them: with id, type, labels and properties.</summary>
internal readonly ref struct EntityJson(QueryContext context)
{
    private readonly JsonText _json = new();

    /// <summary>A value's JSON.</summary>
    public static Value Of(QueryContext context, in Value value)
    {
        var json = new EntityJson(context);
        json.Append(value, 0);
        return Value.Utf8(json._json.Bytes);
    }

    private void Append(in Value value, int depth)
    {
        ValueNesting.Check(depth);
        switch (value.Kind)
        {
            case ValueKind.Map:
                AppendMap(value.AsMap(), depth);
                break;
            case ValueKind.List:
                AppendList(value.AsList(), depth);
                break;
            case ValueKind.Node:
                AppendNode(value.AsNode(), "\"type\":\"node\","u8);
                break;
            case ValueKind.Relationship:
                AppendRelationship(value.AsRelationship());
                break;
            case ValueKind.Path:
                AppendPath(value.AsPath());
                break;
            default:
                JsonValueText.Append(_json, value);
                break;
        }
        context.Memory.EnsureAvailable(_json.Length);
    }

    private void AppendMap(MapValue map, int depth)
    {
        _json.Append("{"u8);
        string comma = "";
        foreach (ref readonly var entry in map.AsSpan())
        {
            AppendKey(comma, entry.Key);
            Append(entry.Value, depth + 1);
            comma = ",";
        }
        _json.Append("}"u8);
    }

    private void AppendKey(string comma, string key)
    {
        _json.Append(comma.Length == 0 ? ""u8 : ","u8);
        _json.AppendString(Encoding.UTF8.GetBytes(key));
        _json.Append(":"u8);
    }

    private void AppendList(ListValue list, int depth)
    {
        _json.Append("["u8);
        for (int i = 0; i < list.Count; i++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            _json.Append(i == 0 ? ""u8 : ","u8);
            Append(list[i], depth + 1);
        }
        _json.Append("]"u8);
    }

    private void AppendNode(NodeId node, ReadOnlySpan<byte> type)
    {
        _json.Append("{\"id\":\""u8);
        _json.AppendInteger(node.Value);
        _json.Append("\","u8);
        _json.Append(type);
        _json.Append("\"labels\":"u8);
        AppendList(context.LabelsOf(node).AsList(), 0);
        AppendProperties(Value.Node(node));
        _json.Append("}"u8);
    }

    private void AppendRelationship(RelationshipId relationship)
    {
        var record = context.ReadRelationship(relationship);
        _json.Append("{\"id\":\""u8);
        _json.AppendInteger(relationship.Value);
        _json.Append("\",\"type\":\"relationship\",\"label\":"u8);
        _json.AppendString(context.TypeName(record.Type).AsUtf8());
        _json.Append(",\"start\":"u8);
        AppendNode(record.Start, ""u8);
        _json.Append(",\"end\":"u8);
        AppendNode(record.End, ""u8);
        AppendProperties(Value.Relationship(relationship));
        _json.Append("}"u8);
    }

    private void AppendProperties(Value entity)
    {
        var properties = context.PropertiesOf(entity);
        if (properties.Count > 0)
        {
            _json.Append(",\"properties\":"u8);
            AppendMap(properties, 0);
        }
    }

    private void AppendPath(PathValue path)
    {
        _json.Append("["u8);
        for (int i = 0; i < path.Nodes.Length; i++)
        {
            if (i > 0)
            {
                _json.Append(","u8);
                AppendRelationship(path.Relationships[i - 1]);
                _json.Append(","u8);
            }
            AppendNode(path.Nodes[i], "\"type\":\"node\","u8);
        }
        _json.Append("]"u8);
    }
}
