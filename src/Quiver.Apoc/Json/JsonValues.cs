using System.Text.Json;
using Quiver.Model.Values;

namespace Quiver.Apoc.Json;

/// <summary>Values that hold no entities, as APOC writes them in JSON.</summary>
internal static class JsonValues
{
    /// <summary>Writes a property's value.</summary>
    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Boolean:
                writer.WriteBooleanValue(value.AsBoolean());
                break;
            case ValueKind.Integer:
                writer.WriteNumberValue(value.AsInteger());
                break;
            case ValueKind.Float:
                WriteFloat(writer, value.AsFloat());
                break;
            case ValueKind.String:
                writer.WriteStringValue(value.AsUtf8());
                break;
            case ValueKind.Bytes:
                writer.WriteBase64StringValue(value.AsBytes());
                break;
            case ValueKind.Point:
                WritePoint(writer, value.AsPoint());
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (ref readonly var element in value.AsList().AsSpan())
                {
                    Write(writer, element);
                }
                writer.WriteEndArray();
                break;
            case ValueKind.Vector:
                WriteVector(writer, value.AsVector());
                break;
            default:
                writer.WriteStringValue(JavaTemporalText.Of(value));
                break;
        }
    }

    /// <summary>Writes a number with a fraction, so that it is read as one again; what JSON has no number for becomes text.</summary>
    public static void WriteFloat(Utf8JsonWriter writer, double number)
    {
        string text = FloatText.Format(number);
        if (double.IsFinite(number))
        {
            writer.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    /// <summary>Reads the value that the reader stands on, and leaves it on the value's last token. A number without fraction and exponent that fits 64 bits is an integer.</summary>
    public static Value Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return Value.True;
            case JsonTokenType.False:
                return Value.False;
            case JsonTokenType.Number:
                return reader.TryGetInt64(out long integer)
                    ? Value.Integer(integer)
                    : Value.Float(reader.GetDouble());
            case JsonTokenType.String:
                byte[] utf8 = new byte[reader.ValueSpan.Length];
                int length = reader.CopyString(utf8);
                Array.Resize(ref utf8, length);
                return Value.Utf8(utf8);
            case JsonTokenType.StartArray:
                var elements = new List<Value>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    elements.Add(Read(ref reader));
                }
                return Value.List([.. elements]);
            case JsonTokenType.StartObject:
                var entries = new List<KeyValuePair<string, Value>>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string key = reader.GetString()!;
                    reader.Read();
                    entries.Add(new(key, Read(ref reader)));
                }
                return Value.Map(new MapValue(entries));
            default:
                return Value.Null;
        }
    }

    private static void WriteVector(Utf8JsonWriter writer, VectorValue vector)
    {
        writer.WriteStartArray();
        for (int i = 0; i < vector.Dimensions; i++)
        {
            Write(writer, vector[i]);
        }
        writer.WriteEndArray();
    }

    private static void WritePoint(Utf8JsonWriter writer, PointValue point)
    {
        bool isOnGlobe = point.Srid is PointSystems.Wgs84 or PointSystems.Wgs84In3D;
        writer.WriteStartObject();
        writer.WriteString("crs"u8, PointSystems.NameOf(point.Srid));
        writer.WritePropertyName(isOnGlobe ? "latitude"u8 : "x"u8);
        WriteFloat(writer, isOnGlobe ? point.Y : point.X);
        writer.WritePropertyName(isOnGlobe ? "longitude"u8 : "y"u8);
        WriteFloat(writer, isOnGlobe ? point.X : point.Y);
        writer.WritePropertyName(isOnGlobe ? "height"u8 : "z"u8);
        if (point.Is3D)
        {
            WriteFloat(writer, point.Z);
        }
        else
        {
            writer.WriteNullValue();
        }
        writer.WriteEndObject();
    }
}
