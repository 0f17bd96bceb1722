using System.Runtime.InteropServices;
using System.Text.Json;
using Quiver.Model;
using Quiver.Model.Json;
using Quiver.Model.Values;

namespace Quiver.Http.Query;

/// <summary>Writes values in the Query API's plain or typed form.</summary>
/// <remarks>Not thread safe. Nesting is bounded where values are made.</remarks>
internal sealed class QueryValueWriter(
    Utf8JsonWriter writer,
    IEntityLookup entities,
    QueryForm form
)
{
    private readonly List<KeyValuePair<string, Value>> _properties = [];
    private readonly List<string> _labels = [];

    private bool IsTyped => form == QueryForm.Typed;

    /// <summary>Writes a value.</summary>
    public void Write(Value value)
    {
        if (!IsTyped)
        {
            WriteContent(value);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("$type", TypeOf(value));
        writer.WritePropertyName("_value");
        WriteContent(value);
        writer.WriteEndObject();
    }

    private static string TypeOf(Value value) =>
        value.Kind switch
        {
            ValueKind.Null => "Null",
            ValueKind.Boolean => "Boolean",
            ValueKind.Integer => "Integer",
            ValueKind.Float => "Float",
            ValueKind.String => "String",
            ValueKind.Bytes => "Base64",
            ValueKind.List => "List",
            ValueKind.Map => "Map",
            ValueKind.Date => "Date",
            ValueKind.ZonedTime => "Time",
            ValueKind.LocalTime => "LocalTime",
            ValueKind.LocalDateTime => "LocalDateTime",
            ValueKind.ZonedDateTime => value.AsZonedDateTime().Zone is null
                ? "OffsetDateTime"
                : "ZonedDateTime",
            ValueKind.Duration => "Duration",
            ValueKind.Point => "Point",
            ValueKind.Vector => "Vector",
            ValueKind.Node => "Node",
            ValueKind.Relationship => "Relationship",
            ValueKind.Path => "Path",
            _ => "Unsupported",
        };

    private void WriteContent(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Integer when IsTyped:
                writer.WriteStringValue(
                    value.AsInteger().ToString(System.Globalization.CultureInfo.InvariantCulture)
                );
                break;
            case ValueKind.Float when IsTyped:
                writer.WriteStringValue(FloatText.Format(value.AsFloat()));
                break;
            case ValueKind.Bytes:
                writer.WriteBase64StringValue(value.AsBytes());
                break;
            case ValueKind.List:
                WriteList(value.AsList());
                break;
            case ValueKind.Map:
                WriteMap(value.AsMap().AsSpan());
                break;
            case ValueKind.Point:
                writer.WriteStringValue(PointText.Format(value.AsPoint()));
                break;
            case ValueKind.Vector:
                WriteVector(value.AsVector());
                break;
            case ValueKind.Node:
                WriteNode(value.AsNode());
                break;
            case ValueKind.Relationship:
                WriteRelationship(value.AsRelationship());
                break;
            case ValueKind.Path:
                WritePath(value.AsPath());
                break;
            default:
                if (!JsonScalars.TryWrite(writer, value))
                {
                    writer.WriteStringValue(ValueText.ToText(value));
                }
                break;
        }
    }

    private void WriteList(ListValue list)
    {
        writer.WriteStartArray();
        foreach (ref readonly var element in list.AsSpan())
        {
            Write(element);
        }
        writer.WriteEndArray();
    }

    private void WriteMap(ReadOnlySpan<KeyValuePair<string, Value>> entries)
    {
        writer.WriteStartObject();
        foreach (ref readonly var entry in entries)
        {
            writer.WritePropertyName(entry.Key);
            Write(entry.Value);
        }
        writer.WriteEndObject();
    }

    private void WriteVector(VectorValue vector)
    {
        writer.WriteStartObject();
        writer.WriteString("coordinatesType", QueryVectors.NameOf(vector.Type));
        writer.WriteStartArray("coordinates");
        for (int i = 0; i < vector.Dimensions; i++)
        {
            writer.WriteStringValue(ValueText.ToText(vector[i]));
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteNode(NodeId node)
    {
        writer.WriteStartObject();
        writer.WriteString(IsTyped ? "_element_id" : "elementId", entities.ElementId(node));
        writer.WriteStartArray(IsTyped ? "_labels" : "labels");
        _labels.Clear();
        entities.ReadLabels(node, _labels);
        foreach (string label in _labels)
        {
            writer.WriteStringValue(label);
        }
        writer.WriteEndArray();
        _properties.Clear();
        entities.ReadProperties(node, _properties);
        WriteProperties();
        writer.WriteEndObject();
    }

    private void WriteRelationship(RelationshipId relationship)
    {
        entities.ReadRelationship(relationship, out string type, out var start, out var end);
        writer.WriteStartObject();
        writer.WriteString(IsTyped ? "_element_id" : "elementId", entities.ElementId(relationship));
        writer.WriteString(
            IsTyped ? "_start_node_element_id" : "startNodeElementId",
            entities.ElementId(start)
        );
        writer.WriteString(
            IsTyped ? "_end_node_element_id" : "endNodeElementId",
            entities.ElementId(end)
        );
        writer.WriteString(IsTyped ? "_type" : "type", type);
        _properties.Clear();
        entities.ReadProperties(relationship, _properties);
        WriteProperties();
        writer.WriteEndObject();
    }

    // Properties never hold entities, so the one list cannot be refilled while it is written.
    private void WriteProperties()
    {
        writer.WritePropertyName(IsTyped ? "_properties" : "properties");
        WriteMap(CollectionsMarshal.AsSpan(_properties));
    }

    private void WritePath(PathValue path)
    {
        writer.WriteStartArray();
        Write(Value.Node(path.Nodes[0]));
        for (int i = 0; i < path.Length; i++)
        {
            Write(Value.Relationship(path.Relationships[i]));
            Write(Value.Node(path.Nodes[i + 1]));
        }
        writer.WriteEndArray();
    }
}
