using System.Globalization;
using System.Text.Json;
using Quiver.Http.Query;
using Quiver.Model;
using Quiver.Model.Json;
using Quiver.Model.Values;

namespace Quiver.Http.Jolt;

/// <summary>
/// Writes values as Jolt: an object whose one key is the type's sigil. <c>?</c> boolean, <c>Z</c> integer, <c>R</c> float, <c>U</c> text, <c>T</c> temporal,
/// <c>@</c> point, <c>#</c> bytes, <c>[]</c> list, <c>{}</c> map, <c>()</c> node, <c>-></c> relationship, <c>..</c> path. Without strictness what JSON has
/// itself stands plain: booleans, text, lists, integers of 32 bits, floats with a fraction.
/// </summary>
/// <remarks>Not thread safe. Nesting is bounded where values are made.</remarks>
internal sealed class JoltValueWriter(Utf8JsonWriter writer, IEntityLookup entities, JoltForm form)
{
    private readonly List<KeyValuePair<string, Value>> _properties = [];
    private readonly List<string> _labels = [];

    /// <summary>Writes a value.</summary>
    public void Write(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Boolean when !form.IsStrict:
                writer.WriteBooleanValue(value.AsBoolean());
                break;
            case ValueKind.Boolean:
                WriteText("?", value.AsBoolean() ? "true" : "false");
                break;
            case ValueKind.Integer:
                WriteInteger(value.AsInteger());
                break;
            case ValueKind.Float:
                WriteFloat(value.AsFloat());
                break;
            case ValueKind.String:
                WriteString(value.AsUtf8());
                break;
            case ValueKind.Bytes:
                WriteText("#", Convert.ToHexString(value.AsBytes()));
                break;
            case ValueKind.List:
                WriteList(value.AsList());
                break;
            case ValueKind.Vector:
                WriteVector(value.AsVector());
                break;
            case ValueKind.Map:
                writer.WriteStartObject();
                writer.WritePropertyName("{}");
                WriteEntries(value.AsMap().AsSpan());
                writer.WriteEndObject();
                break;
            case ValueKind.Point:
                WriteText(
                    "@",
                    PointText
                        .Format(value.AsPoint())
                        .Replace("POINT (", "POINT(", StringComparison.Ordinal)
                );
                break;
            case ValueKind.Node:
                Write(value.AsNode());
                break;
            case ValueKind.Relationship:
                Write(value.AsRelationship(), from: null);
                break;
            case ValueKind.Path:
                WritePath(value.AsPath());
                break;
            default:
                WriteText("T", ValueText.ToText(value));
                break;
        }
    }

    private void WriteText(string sigil, string text)
    {
        writer.WriteStartObject();
        writer.WriteString(sigil, text);
        writer.WriteEndObject();
    }

    private void WriteInteger(long number)
    {
        if (!form.IsStrict && number == (int)number)
        {
            writer.WriteNumberValue(number);
            return;
        }
        WriteText("Z", number.ToString(CultureInfo.InvariantCulture));
    }

    private void WriteFloat(double number)
    {
        if (!form.IsStrict && double.IsFinite(number) && number != Math.Truncate(number))
        {
            JsonFloat.Write(writer, number);
            return;
        }
        WriteText("R", FloatText.Format(number));
    }

    private void WriteString(ReadOnlySpan<byte> utf8)
    {
        if (!form.IsStrict)
        {
            writer.WriteStringValue(utf8);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("U"u8, utf8);
        writer.WriteEndObject();
    }

    private void WriteList(ListValue list)
    {
        BeginList();
        foreach (ref readonly var element in list.AsSpan())
        {
            Write(element);
        }
        EndList();
    }

    private void WriteVector(VectorValue vector)
    {
        BeginList();
        for (int i = 0; i < vector.Dimensions; i++)
        {
            Write(vector[i]);
        }
        EndList();
    }

    private void BeginList()
    {
        if (form.IsStrict)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("[]");
        }
        writer.WriteStartArray();
    }

    private void EndList()
    {
        writer.WriteEndArray();
        if (form.IsStrict)
        {
            writer.WriteEndObject();
        }
    }

    private void WriteEntries(ReadOnlySpan<KeyValuePair<string, Value>> entries)
    {
        writer.WriteStartObject();
        foreach (ref readonly var entry in entries)
        {
            writer.WritePropertyName(entry.Key);
            Write(entry.Value);
        }
        writer.WriteEndObject();
    }

    // Properties never hold entities, so the one list cannot be refilled while it is written.
    private void WriteGatheredProperties() =>
        WriteEntries(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_properties));

    private void Write(NodeId node)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("()");
        WriteId(node);
        writer.WriteStartArray();
        _labels.Clear();
        entities.ReadLabels(node, _labels);
        foreach (string label in _labels)
        {
            writer.WriteStringValue(label);
        }
        writer.WriteEndArray();
        _properties.Clear();
        entities.ReadProperties(node, _properties);
        WriteGatheredProperties();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <param name="relationship">The relationship.</param>
    /// <param name="from">The node before it in a path, from which the arrow is read; null outside of paths.</param>
    private void Write(RelationshipId relationship, NodeId? from)
    {
        entities.ReadRelationship(relationship, out string type, out var start, out var end);
        bool isBackward = from is { } node && node != start;
        writer.WriteStartObject();
        writer.WriteStartArray(isBackward ? "<-" : "->");
        if (form.HasElementIds)
        {
            writer.WriteStringValue(entities.ElementId(relationship));
        }
        else
        {
            writer.WriteNumberValue(relationship.Value);
        }
        WriteId(isBackward ? end : start);
        writer.WriteStringValue(type);
        WriteId(isBackward ? start : end);
        _properties.Clear();
        entities.ReadProperties(relationship, _properties);
        WriteGatheredProperties();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WritePath(PathValue path)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("..");
        Write(path.Nodes[0]);
        for (int i = 0; i < path.Length; i++)
        {
            Write(path.Relationships[i], path.Nodes[i]);
            Write(path.Nodes[i + 1]);
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteId(NodeId node)
    {
        if (form.HasElementIds)
        {
            writer.WriteStringValue(entities.ElementId(node));
        }
        else
        {
            writer.WriteNumberValue(node.Value);
        }
    }
}
