using System.Globalization;
using System.Text;
using System.Text.Json;
using Quiver.Bolt.PackStream;

namespace Quiver.Bolt.Tests.Transcripts;

/// <summary>PackStream as text: requests are read from JSON, answers are printed.</summary>
internal static class WireText
{
    /// <summary>Writes a JSON value as PackStream; numbers with a point are floats; {"$struct": tag, "fields": […]} is a structure, {"$bytes": hex} bytes.</summary>
    public static void Write(PackStreamWriter writer, JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Null:
                writer.WriteNull();
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBoolean(json.GetBoolean());
                break;
            case JsonValueKind.String:
                writer.WriteString(json.GetString()!);
                break;
            case JsonValueKind.Number
                when json.GetRawText().Contains('.', StringComparison.Ordinal):
                writer.WriteFloat(json.GetDouble());
                break;
            case JsonValueKind.Number:
                writer.WriteInteger(json.GetInt64());
                break;
            case JsonValueKind.Array:
                writer.BeginList(json.GetArrayLength());
                foreach (var element in json.EnumerateArray())
                {
                    Write(writer, element);
                }
                break;
            default:
                WriteMap(writer, json);
                break;
        }
    }

    /// <summary>Prints one value.</summary>
    public static string Read(ref PackStreamReader reader)
    {
        byte marker = reader.PeekMarker();
        switch (marker)
        {
            case Marker.Null:
                reader.TryReadNull();
                return "null";
            case Marker.True or Marker.False:
                return reader.ReadBoolean() ? "true" : "false";
            case Marker.Float64:
                return reader.ReadFloat().ToString("0.0###", CultureInfo.InvariantCulture);
            case (>= Marker.TinyString and < Marker.TinyList)
            or (>= Marker.String8 and <= Marker.String32):
                return $"'{reader.ReadString()}'";
            case (>= Marker.TinyList and < Marker.TinyMap)
            or (>= Marker.List8 and <= Marker.List32):
                return ReadList(ref reader);
            case (>= Marker.TinyMap and < Marker.TinyStruct)
            or (>= Marker.Map8 and <= Marker.Map32):
                return ReadMap(ref reader);
            case >= Marker.TinyStruct and < Marker.Null:
                byte tag = reader.ReadStructure(out int fieldCount);
                return Name(tag) + ReadFields(ref reader, fieldCount);
            case >= Marker.Bytes8 and <= Marker.Bytes32:
                return $"bytes {Convert.ToHexString(reader.ReadBytes())}";
            default:
                return reader.ReadInteger().ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Prints a structure's fields between brackets.</summary>
    public static string ReadFields(ref PackStreamReader reader, int fieldCount)
    {
        var text = new StringBuilder("(");
        for (int i = 0; i < fieldCount; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(Read(ref reader));
        }
        return text.Append(')').ToString();
    }

    private static void WriteMap(PackStreamWriter writer, JsonElement json)
    {
        if (json.TryGetProperty("$struct", out var tag))
        {
            var fields = json.GetProperty("fields");
            writer.BeginStructure((byte)tag.GetInt32(), fields.GetArrayLength());
            foreach (var field in fields.EnumerateArray())
            {
                Write(writer, field);
            }
            return;
        }
        if (json.TryGetProperty("$bytes", out var hex))
        {
            writer.WriteBytes(Convert.FromHexString(hex.GetString()!));
            return;
        }
        writer.BeginMap(json.EnumerateObject().Count());
        foreach (var entry in json.EnumerateObject())
        {
            writer.WriteString(entry.Name);
            Write(writer, entry.Value);
        }
    }

    private static string ReadList(ref PackStreamReader reader)
    {
        var text = new StringBuilder("[");
        int count = reader.ReadListHead();
        for (int i = 0; i < count; i++)
        {
            text.Append(i > 0 ? ", " : "").Append(Read(ref reader));
        }
        return text.Append(']').ToString();
    }

    private static string ReadMap(ref PackStreamReader reader)
    {
        var text = new StringBuilder("{");
        int count = reader.ReadMapHead();
        for (int i = 0; i < count; i++)
        {
            string key = reader.ReadString();
            text.Append(i > 0 ? ", " : "").Append(key).Append(": ").Append(Read(ref reader));
        }
        return text.Append('}').ToString();
    }

    private static string Name(byte tag) =>
        tag switch
        {
            StructureTag.Node => "Node",
            StructureTag.Relationship => "Relationship",
            StructureTag.UnboundRelationship => "UnboundRelationship",
            StructureTag.Path => "Path",
            StructureTag.Date => "Date",
            StructureTag.DateTime => "DateTime",
            StructureTag.DateTimeZoneId => "DateTimeZoneId",
            StructureTag.LegacyDateTime => "LegacyDateTime",
            StructureTag.LegacyDateTimeZoneId => "LegacyDateTimeZoneId",
            StructureTag.Duration => "Duration",
            StructureTag.Point2D => "Point2D",
            StructureTag.Vector => "Vector",
            _ => $"Structure{tag:X2}",
        };
}
