using System.Globalization;
using System.Text.Json;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Http.Json;

/// <summary>
/// Writes the <c>graph</c> of a row: every node and relationship found anywhere in it once, with the ends of each relationship, in order of
/// appearance.
/// </summary>
internal sealed class GraphWriter(Utf8JsonWriter writer, IEntityLookup entities)
{
    private readonly ValueWriter _values = new(writer, entities);
    private readonly List<string> _labels = [];
    private readonly List<NodeId> _nodes = [];
    private readonly List<RelationshipId> _relationships = [];
    private readonly HashSet<NodeId> _seenNodes = [];
    private readonly HashSet<RelationshipId> _seenRelationships = [];

    /// <summary>Writes the graph of one row.</summary>
    public void WriteRow(ColumnVector[] columns, int row)
    {
        Clear();
        foreach (var column in columns)
        {
            if (column.Kind is VectorKind.Any or VectorKind.Node or VectorKind.Relationship)
            {
                Gather(column[row]);
            }
        }
        writer.WriteStartObject();
        writer.WriteStartArray("nodes");
        foreach (var node in _nodes)
        {
            WriteNode(node);
        }
        writer.WriteEndArray();
        writer.WriteStartArray("relationships");
        foreach (var relationship in _relationships)
        {
            WriteRelationship(relationship);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Clear()
    {
        _nodes.Clear();
        _relationships.Clear();
        _seenNodes.Clear();
        _seenRelationships.Clear();
    }

    private void Gather(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Node:
                Gather(value.AsNode());
                break;
            case ValueKind.Relationship:
                Gather(value.AsRelationship());
                break;
            case ValueKind.Path:
                foreach (var node in value.AsPath().Nodes)
                {
                    Gather(node);
                }
                foreach (var relationship in value.AsPath().Relationships)
                {
                    Gather(relationship);
                }
                break;
            case ValueKind.List:
                foreach (ref readonly var element in value.AsList().AsSpan())
                {
                    Gather(element);
                }
                break;
            case ValueKind.Map:
                foreach (ref readonly var entry in value.AsMap().AsSpan())
                {
                    Gather(entry.Value);
                }
                break;
        }
    }

    private void Gather(NodeId node)
    {
        if (_seenNodes.Add(node))
        {
            _nodes.Add(node);
        }
    }

    private void Gather(RelationshipId relationship)
    {
        if (_seenRelationships.Add(relationship))
        {
            _relationships.Add(relationship);
            entities.ReadRelationship(relationship, out _, out var start, out var end);
            Gather(start);
            Gather(end);
        }
    }

    private void WriteNode(NodeId node)
    {
        writer.WriteStartObject();
        WriteId("id", node.Value);
        writer.WriteString("elementId", entities.ElementId(node));
        writer.WriteStartArray("labels");
        _labels.Clear();
        entities.ReadLabels(node, _labels);
        foreach (string label in _labels)
        {
            writer.WriteStringValue(label);
        }
        writer.WriteEndArray();
        writer.WritePropertyName("properties");
        _values.WriteProperties(node);
        writer.WriteEndObject();
    }

    private void WriteRelationship(RelationshipId relationship)
    {
        entities.ReadRelationship(relationship, out string type, out var start, out var end);
        writer.WriteStartObject();
        WriteId("id", relationship.Value);
        writer.WriteString("elementId", entities.ElementId(relationship));
        writer.WriteString("type", type);
        WriteId("startNode", start.Value);
        writer.WriteString("startNodeElementId", entities.ElementId(start));
        WriteId("endNode", end.Value);
        writer.WriteString("endNodeElementId", entities.ElementId(end));
        writer.WritePropertyName("properties");
        _values.WriteProperties(relationship);
        writer.WriteEndObject();
    }

    private void WriteId(string name, long id) =>
        writer.WriteString(name, id.ToString(CultureInfo.InvariantCulture));
}
