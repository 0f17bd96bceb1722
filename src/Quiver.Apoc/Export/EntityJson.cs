using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Quiver.Apoc.Json;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Apoc.Export;

/// <summary>Nodes, relationships and values that hold them, as objects of an export.</summary>
/// <remarks>Not thread safe. Remembers the text of nodes, since relationships repeat it at both ends.</remarks>
internal sealed class EntityJson(IEntityLookup entities, ExportOptions options) : IDisposable
{
    private const int RememberedNodes = 1 << 16;
    private const int MaxRememberedBytes = 1024;

    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<string> _labels = [];
    private readonly List<KeyValuePair<string, Value>> _properties = [];
    private readonly long[] _rememberedIds = NewIds();
    private readonly (byte[] Content, int Properties)[] _remembered = new (byte[], int)[
        RememberedNodes
    ];

    private Utf8JsonWriter? _writer;

    /// <summary>Writes a node's object.</summary>
    /// <returns>How many properties it has.</returns>
    public int WriteNode(IBufferWriter<byte> output, NodeId node)
    {
        output.Write("{\"type\":\"node\","u8);
        var content = ContentOf(node, out int properties);
        output.Write(content);
        output.Write("}"u8);
        return properties;
    }

    /// <summary>Writes a relationship's object with both of its ends.</summary>
    /// <returns>How many properties it has, those of the ends not counted.</returns>
    public int WriteRelationship(IBufferWriter<byte> output, RelationshipId relationship)
    {
        entities.ReadRelationship(relationship, out string type, out var start, out var end);
        _properties.Clear();
        if (options.WritesRelationshipProperties)
        {
            entities.ReadProperties(relationship, _properties);
        }
        int count = _properties.Count;
        var writer = Begin();
        writer.WriteString("id"u8, relationship.Value.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("type"u8, "relationship"u8);
        writer.WriteString("label"u8, type);
        WriteProperties(writer);
        output.Write(Finish(writer)[..^1]);
        output.Write(",\"start\":{"u8);
        output.Write(ContentOf(start, out _));
        output.Write("},\"end\":{"u8);
        output.Write(ContentOf(end, out _));
        output.Write("}}"u8);
        return count;
    }

    /// <summary>Writes a value of a query's row.</summary>
    /// <returns>What it holds.</returns>
    public (int Nodes, int Relationships, int Properties) WriteValue(
        Utf8JsonWriter writer,
        Value value
    )
    {
        switch (value.Kind)
        {
            case ValueKind.Node:
                var node = new ArrayBufferWriter<byte>();
                int ofNode = WriteNode(node, value.AsNode());
                writer.WriteRawValue(node.WrittenSpan, skipInputValidation: true);
                return (1, 0, ofNode);
            case ValueKind.Relationship:
                var relationship = new ArrayBufferWriter<byte>();
                int ofRelationship = WriteRelationship(relationship, value.AsRelationship());
                writer.WriteRawValue(relationship.WrittenSpan, skipInputValidation: true);
                return (0, 1, ofRelationship);
            case ValueKind.Path:
                return WritePath(writer, value.AsPath());
            case ValueKind.List:
                writer.WriteStartArray();
                var ofList = WriteAll(writer, value.AsList().AsSpan());
                writer.WriteEndArray();
                return ofList;
            case ValueKind.Map:
                writer.WriteStartObject();
                (int Nodes, int Relationships, int Properties) total = default;
                foreach (ref readonly var entry in value.AsMap().AsSpan())
                {
                    writer.WritePropertyName(entry.Key);
                    total = Add(total, WriteValue(writer, entry.Value));
                }
                writer.WriteEndObject();
                return total;
            default:
                JsonValues.Write(writer, value);
                return (0, 0, 0);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer?.Dispose();

    private static long[] NewIds()
    {
        long[] ids = new long[RememberedNodes];
        Array.Fill(ids, long.MinValue);
        return ids;
    }

    private (int Nodes, int Relationships, int Properties) WritePath(
        Utf8JsonWriter writer,
        PathValue path
    )
    {
        var relationships = new Value[path.Length];
        var nodes = new Value[path.Length + 1];
        nodes[0] = Value.Node(path.Nodes[0]);
        for (int i = 0; i < path.Length; i++)
        {
            relationships[i] = Value.Relationship(path.Relationships[i]);
            nodes[i + 1] = Value.Node(path.Nodes[i + 1]);
        }
        writer.WriteStartObject();
        writer.WriteNumber("length"u8, path.Length);
        writer.WriteStartArray("rels"u8);
        var total = WriteAll(writer, relationships);
        writer.WriteEndArray();
        writer.WriteStartArray("nodes"u8);
        total = Add(total, WriteAll(writer, nodes));
        writer.WriteEndArray();
        writer.WriteEndObject();
        return total;
    }

    private (int Nodes, int Relationships, int Properties) WriteAll(
        Utf8JsonWriter writer,
        ReadOnlySpan<Value> values
    )
    {
        (int, int, int) total = default;
        foreach (ref readonly var value in values)
        {
            total = Add(total, WriteValue(writer, value));
        }
        return total;
    }

    private static (int Nodes, int Relationships, int Properties) Add(
        (int Nodes, int Relationships, int Properties) left,
        (int Nodes, int Relationships, int Properties) right
    ) =>
        (
            left.Nodes + right.Nodes,
            left.Relationships + right.Relationships,
            left.Properties + right.Properties
        );

    /// <summary>What stands in a node's object besides its type, without the braces.</summary>
    private ReadOnlySpan<byte> ContentOf(NodeId node, out int properties)
    {
        int slot = (int)(node.Value & (RememberedNodes - 1));
        if (_rememberedIds[slot] == node.Value)
        {
            (var remembered, properties) = _remembered[slot];
            return remembered;
        }
        _labels.Clear();
        _properties.Clear();
        entities.ReadLabels(node, _labels);
        if (options.WritesNodeProperties)
        {
            entities.ReadProperties(node, _properties);
        }
        properties = _properties.Count;
        var writer = Begin();
        writer.WriteString("id"u8, node.Value.ToString(CultureInfo.InvariantCulture));
        if (_labels.Count > 0)
        {
            _labels.Sort(StringComparer.Ordinal);
            writer.WriteStartArray("labels"u8);
            foreach (string label in _labels)
            {
                writer.WriteStringValue(label);
            }
            writer.WriteEndArray();
        }
        WriteProperties(writer);
        var content = Finish(writer)[1..^1];
        if (content.Length <= MaxRememberedBytes)
        {
            _rememberedIds[slot] = node.Value;
            _remembered[slot] = (content.ToArray(), properties);
        }
        return content;
    }

    private void WriteProperties(Utf8JsonWriter writer)
    {
        if (_properties.Count == 0)
        {
            return;
        }
        writer.WriteStartObject("properties"u8);
        foreach (var (key, value) in _properties)
        {
            writer.WritePropertyName(key);
            JsonValues.Write(writer, value);
        }
        writer.WriteEndObject();
    }

    private Utf8JsonWriter Begin()
    {
        _text.ResetWrittenCount();
        if (_writer is null)
        {
            _writer = new Utf8JsonWriter(_text, JsonSettings.Writing);
        }
        else
        {
            _writer.Reset();
        }
        _writer.WriteStartObject();
        return _writer;
    }

    private ReadOnlySpan<byte> Finish(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.Flush();
        return _text.WrittenSpan;
    }
}
