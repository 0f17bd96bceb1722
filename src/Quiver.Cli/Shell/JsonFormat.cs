using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Quiver.Model.Values;

namespace Quiver.Cli.Shell;

/// <summary>Prints a JSON array of objects, or one object a line.</summary>
/// <param name="output">Where.</param>
/// <param name="lines">Whether each row is a line of its own, without the array.</param>
internal sealed class JsonFormat(TextWriter output, bool lines) : IResultFormat
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private IReadOnlyList<string> _columns = [];
    private bool _first;

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns)
    {
        _columns = columns;
        _first = true;
        if (!lines)
        {
            output.Write('[');
        }
    }

    /// <inheritdoc/>
    public void Row(IReadOnlyList<object?> values)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            for (int i = 0; i < values.Count; i++)
            {
                writer.WritePropertyName(_columns[i]);
                Write(writer, values[i]);
            }
            writer.WriteEndObject();
        }
        if (!lines)
        {
            output.Write(_first ? "\n" : ",\n");
        }
        output.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        if (lines)
        {
            output.Write("\n");
        }
        _first = false;
    }

    /// <inheritdoc/>
    public void End()
    {
        if (!lines)
        {
            output.Write(_first ? "]\n" : "\n]\n");
        }
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteRawValue(ValueText.ToText(Value.Float(number)));
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteMap(writer, map);
                break;
            case ResultNode node:
                WriteNode(writer, node);
                break;
            case ResultRelationship relationship:
                WriteRelationship(writer, relationship);
                break;
            case ResultPath path:
                WritePath(writer, path);
                break;
            case byte[]:
                writer.WriteStringValue(ResultText.Literal(value));
                break;
            case IEnumerable<object?> list:
                writer.WriteStartArray();
                foreach (object? element in list)
                {
                    Write(writer, element);
                }
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(ResultText.Bare(value));
                break;
        }
    }

    private static void WriteMap(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> map)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in map)
        {
            writer.WritePropertyName(key);
            Write(writer, value);
        }
        writer.WriteEndObject();
    }

    private static void WriteNode(Utf8JsonWriter writer, ResultNode node)
    {
        writer.WriteStartObject();
        writer.WriteNumber("identity", node.Id);
        writer.WriteStartArray("labels");
        foreach (string label in node.Labels)
        {
            writer.WriteStringValue(label);
        }
        writer.WriteEndArray();
        writer.WritePropertyName("properties");
        WriteMap(writer, node.Properties);
        writer.WriteEndObject();
    }

    private static void WriteRelationship(Utf8JsonWriter writer, ResultRelationship relationship)
    {
        writer.WriteStartObject();
        writer.WriteNumber("identity", relationship.Id);
        writer.WriteNumber("start", relationship.Start);
        writer.WriteNumber("end", relationship.End);
        writer.WriteString("type", relationship.Type);
        writer.WritePropertyName("properties");
        WriteMap(writer, relationship.Properties);
        writer.WriteEndObject();
    }

    private static void WritePath(Utf8JsonWriter writer, ResultPath path)
    {
        writer.WriteStartArray();
        for (int i = 0; i < path.Nodes.Count; i++)
        {
            WriteNode(writer, path.Nodes[i]);
            if (i < path.Relationships.Count)
            {
                WriteRelationship(writer, path.Relationships[i]);
            }
        }
        writer.WriteEndArray();
    }
}
