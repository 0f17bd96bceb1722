using System.Buffers.Text;
using System.Text;
using Quiver.Foundation.Text;
using Quiver.Model.Values;

namespace Quiver.Model.Json;

/// <summary>Values that hold no entities, as APOC writes them in JSON.</summary>
public static class JsonValueText
{
    /// <summary>Appends a property's value.</summary>
    public static void Append(JsonText json, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                json.Append("null"u8);
                break;
            case ValueKind.Boolean:
                AppendBoolean(json, value.AsBoolean());
                break;
            case ValueKind.Integer:
                json.AppendInteger(value.AsInteger());
                break;
            case ValueKind.Float:
                AppendFloat(json, value.AsFloat());
                break;
            case ValueKind.String:
                json.AppendString(value.AsUtf8());
                break;
            case ValueKind.Bytes:
                AppendBase64(json, value.AsBytes());
                break;
            case ValueKind.Point:
                AppendPoint(json, value.AsPoint());
                break;
            case ValueKind.List:
                AppendList(json, value.AsList().AsSpan());
                break;
            case ValueKind.Vector:
                AppendVector(json, value.AsVector());
                break;
            default:
                JavaTemporalText.Append(json, value);
                break;
        }
    }

    /// <summary>Appends a truth value.</summary>
    public static void AppendBoolean(JsonText json, bool value) =>
        json.Append(value ? "true"u8 : "false"u8);

    /// <summary>Appends a number with a fraction, so that it is read as one again; what JSON has no number for becomes text.</summary>
    public static void AppendFloat(JsonText json, double number)
    {
        if (!double.IsFinite(number))
        {
            json.AppendString(Encoding.ASCII.GetBytes(FloatText.Format(number)));
            return;
        }
        int start = json.Length;
        int length = FloatText.Format(number, json.Extend(FloatText.MaxLength));
        json.Truncate(start + length);
    }

    private static void AppendBase64(JsonText json, byte[] bytes)
    {
        json.Append("\""u8);
        Base64.EncodeToUtf8(
            bytes,
            json.Extend(Base64.GetMaxEncodedToUtf8Length(bytes.Length)),
            out _,
            out _
        );
        json.Append("\""u8);
    }

    private static void AppendList(JsonText json, ReadOnlySpan<Value> elements)
    {
        json.Append("["u8);
        for (int i = 0; i < elements.Length; i++)
        {
            if (i > 0)
            {
                json.Append(","u8);
            }
            Append(json, elements[i]);
        }
        json.Append("]"u8);
    }

    private static void AppendVector(JsonText json, VectorValue vector)
    {
        json.Append("["u8);
        for (int i = 0; i < vector.Dimensions; i++)
        {
            if (i > 0)
            {
                json.Append(","u8);
            }
            Append(json, vector[i]);
        }
        json.Append("]"u8);
    }

    private static void AppendPoint(JsonText json, PointValue point)
    {
        bool isOnGlobe = point.Srid is PointSystems.Wgs84 or PointSystems.Wgs84In3D;
        json.Append("{\"crs\":"u8);
        json.AppendString(Encoding.ASCII.GetBytes(PointSystems.NameOf(point.Srid)));
        json.Append(isOnGlobe ? ",\"latitude\":"u8 : ",\"x\":"u8);
        AppendFloat(json, isOnGlobe ? point.Y : point.X);
        json.Append(isOnGlobe ? ",\"longitude\":"u8 : ",\"y\":"u8);
        AppendFloat(json, isOnGlobe ? point.X : point.Y);
        json.Append(isOnGlobe ? ",\"height\":"u8 : ",\"z\":"u8);
        if (point.Is3D)
        {
            AppendFloat(json, point.Z);
        }
        else
        {
            json.Append("null"u8);
        }
        json.Append("}"u8);
    }
}
