using System.Text.Json;
using Quiver.Model.Json;
using Quiver.Model.Values;

namespace Quiver.Apoc.Json;

/// <summary>Values that hold no entities, as APOC writes them in JSON.</summary>
internal static class JsonValues
{
    /// <summary>Writes a property's value.</summary>
    public static void Write(Utf8JsonWriter writer, Value value)
    {
        if (JsonScalars.TryWrite(writer, value))
        {
            return;
        }
        switch (value.Kind)
        {
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
        JsonFloat.Write(writer, isOnGlobe ? point.Y : point.X);
        writer.WritePropertyName(isOnGlobe ? "longitude"u8 : "y"u8);
        JsonFloat.Write(writer, isOnGlobe ? point.X : point.Y);
        writer.WritePropertyName(isOnGlobe ? "height"u8 : "z"u8);
        if (point.Is3D)
        {
            JsonFloat.Write(writer, point.Z);
        }
        else
        {
            writer.WriteNullValue();
        }
        writer.WriteEndObject();
    }
}
