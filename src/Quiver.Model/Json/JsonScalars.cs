using System.Text.Json;
using Quiver.Model.Values;

namespace Quiver.Model.Json;

/// <summary>Writes the values for which JSON has a form of its own.</summary>
public static class JsonScalars
{
    /// <summary>Writes null, a boolean, an integer, a float (see <see cref="JsonFloat"/>) or text.</summary>
    /// <returns>False, and nothing is written, for a value of any other kind.</returns>
    public static bool TryWrite(Utf8JsonWriter writer, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                return true;
            case ValueKind.Boolean:
                writer.WriteBooleanValue(value.AsBoolean());
                return true;
            case ValueKind.Integer:
                writer.WriteNumberValue(value.AsInteger());
                return true;
            case ValueKind.Float:
                JsonFloat.Write(writer, value.AsFloat());
                return true;
            case ValueKind.String:
                writer.WriteStringValue(value.AsUtf8());
                return true;
            default:
                return false;
        }
    }
}
