using System.Globalization;
using Quiver.Bolt.Handshake;
using Quiver.Model;
using Quiver.Model.Columns;
using Quiver.Model.Values;

namespace Quiver.Bolt.PackStream;

/// <summary>Writes Cypher values as PackStream, in the form that one connection's version asks for.</summary>
/// <param name="buffer">Where a message was begun.</param>
/// <param name="version">The connection's version: decides about element ids and vectors.</param>
/// <param name="utc">Whether zoned date-times use the UTC structures.</param>
internal sealed class ValueWriter(MessageBuffer buffer, BoltVersion version, bool utc)
{
    private readonly bool _elementIds = version.HasElementIds;
    private readonly PackStreamWriter _writer = new(buffer);
    private readonly List<string> _labels = [];
    private readonly List<KeyValuePair<string, Value>> _properties = [];
    private bool _vectorWasReplaced;

    /// <summary>The plain writer beneath.</summary>
    public PackStreamWriter PackStream => _writer;

    /// <summary>Writes one row of a column.</summary>
    public void Write(ColumnVector column, int row, IEntityLookup entities)
    {
        if (column.IsNull(row))
        {
            _writer.WriteNull();
            return;
        }
        switch (column.Kind)
        {
            case VectorKind.Integer:
                _writer.WriteInteger(((WordVector)column).Items[row]);
                break;
            case VectorKind.Float:
                _writer.WriteFloat(((FloatVector)column).Items[row]);
                break;
            case VectorKind.Text:
                _writer.WriteString(((TextVector)column).Utf8(row));
                break;
            default:
                Write(column[row], entities);
                break;
        }
    }

    /// <summary>Writes one value.</summary>
    public void Write(Value value, IEntityLookup entities)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                _writer.WriteNull();
                break;
            case ValueKind.Boolean:
                _writer.WriteBoolean(value.AsBoolean());
                break;
            case ValueKind.Integer:
                _writer.WriteInteger(value.AsInteger());
                break;
            case ValueKind.Float:
                _writer.WriteFloat(value.AsFloat());
                break;
            case ValueKind.String:
                _writer.WriteString(value.AsUtf8());
                break;
            case ValueKind.Bytes:
                _writer.WriteBytes(value.AsBytes());
                break;
            case ValueKind.List:
                _writer.BeginList(value.AsList().Count);
                foreach (var element in value.AsList().AsSpan())
                {
                    Write(element, entities);
                }
                break;
            case ValueKind.Vector:
                WriteVector(value.AsVector());
                break;
            case ValueKind.Map:
                WriteMap(value.AsMap(), entities);
                break;
            case ValueKind.Node:
                WriteNode(value.AsNode(), entities);
                break;
            case ValueKind.Relationship:
                WriteRelationship(value.AsRelationship(), entities);
                break;
            case ValueKind.Path:
                WritePath(value.AsPath(), entities);
                break;
            default:
                TemporalWriter.Write(_writer, value, utc);
                break;
        }
    }

    /// <summary>Writes a map.</summary>
    public void WriteMap(MapValue map, IEntityLookup entities)
    {
        _writer.BeginMap(map.Count);
        foreach (ref readonly var entry in map.AsSpan())
        {
            _writer.WriteString(entry.Key);
            Write(entry.Value, entities);
        }
    }

    /// <summary>Whether a vector was replaced since this was asked last, because the version has no form for it.</summary>
    public bool TakeVectorWasReplaced()
    {
        bool was = _vectorWasReplaced;
        _vectorWasReplaced = false;
        return was;
    }

    private void WriteVector(VectorValue vector)
    {
        if (version.HasVectors)
        {
            VectorFields.Write(_writer, vector);
            return;
        }
        _vectorWasReplaced = true;
        string type = VectorValue.NameOf(vector.Type);
        _writer.BeginMap(2);
        _writer.WriteString("originalType");
        _writer.WriteString(
            string.Create(CultureInfo.InvariantCulture, $"VECTOR({vector.Dimensions}, {type})")
        );
        _writer.WriteString("reason");
        _writer.WriteString("UNKNOWN_TYPE");
    }

    private void WriteNode(NodeId node, IEntityLookup entities)
    {
        _labels.Clear();
        entities.ReadLabels(node, _labels);
        _writer.BeginStructure(StructureTag.Node, _elementIds ? 4 : 3);
        _writer.WriteInteger(node.Value);
        _writer.BeginList(_labels.Count);
        foreach (string label in _labels)
        {
            _writer.WriteString(label);
        }
        _properties.Clear();
        entities.ReadProperties(node, _properties);
        WriteProperties(entities);
        if (_elementIds)
        {
            _writer.WriteString(entities.ElementId(node));
        }
    }

    private void WriteRelationship(RelationshipId relationship, IEntityLookup entities)
    {
        entities.ReadRelationship(relationship, out string type, out var start, out var end);
        _writer.BeginStructure(StructureTag.Relationship, _elementIds ? 8 : 5);
        _writer.WriteInteger(relationship.Value);
        _writer.WriteInteger(start.Value);
        _writer.WriteInteger(end.Value);
        _writer.WriteString(type);
        _properties.Clear();
        entities.ReadProperties(relationship, _properties);
        WriteProperties(entities);
        if (_elementIds)
        {
            _writer.WriteString(entities.ElementId(relationship));
            _writer.WriteString(entities.ElementId(start));
            _writer.WriteString(entities.ElementId(end));
        }
    }

    private void WriteProperties(IEntityLookup entities)
    {
        _writer.BeginMap(_properties.Count);
        foreach (var (key, value) in _properties)
        {
            _writer.WriteString(key);
            Write(value, entities);
        }
    }

    /// <summary>Distinct nodes, distinct relationships, then steps: relationship (1-based, negative against its direction), node (0-based).</summary>
    private void WritePath(PathValue path, IEntityLookup entities)
    {
        var nodes = new List<NodeId>();
        var nodeIndex = new Dictionary<NodeId, int>();
        foreach (var node in path.Nodes)
        {
            if (nodeIndex.TryAdd(node, nodes.Count))
            {
                nodes.Add(node);
            }
        }
        var relationships = new List<RelationshipId>();
        var relationshipIndex = new Dictionary<RelationshipId, int>();
        foreach (var relationship in path.Relationships)
        {
            if (relationshipIndex.TryAdd(relationship, relationships.Count + 1))
            {
                relationships.Add(relationship);
            }
        }
        _writer.BeginStructure(StructureTag.Path, 3);
        _writer.BeginList(nodes.Count);
        foreach (var node in nodes)
        {
            WriteNode(node, entities);
        }
        _writer.BeginList(relationships.Count);
        foreach (var relationship in relationships)
        {
            WriteUnboundRelationship(relationship, entities);
        }
        _writer.BeginList(path.Length * 2);
        for (int step = 0; step < path.Length; step++)
        {
            var relationship = path.Relationships[step];
            entities.ReadRelationship(relationship, out _, out var start, out _);
            int index = relationshipIndex[relationship];
            _writer.WriteInteger(start == path.Nodes[step] ? index : -index);
            _writer.WriteInteger(nodeIndex[path.Nodes[step + 1]]);
        }
    }

    private void WriteUnboundRelationship(RelationshipId relationship, IEntityLookup entities)
    {
        entities.ReadRelationship(relationship, out string type, out _, out _);
        _writer.BeginStructure(StructureTag.UnboundRelationship, _elementIds ? 4 : 3);
        _writer.WriteInteger(relationship.Value);
        _writer.WriteString(type);
        _properties.Clear();
        entities.ReadProperties(relationship, _properties);
        WriteProperties(entities);
        if (_elementIds)
        {
            _writer.WriteString(entities.ElementId(relationship));
        }
    }
}
