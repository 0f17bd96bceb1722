using System.Text.Json;
using Quiver.Http.Json;
using Quiver.Http.Query;
using Quiver.Model;
using Quiver.Model.Values;

namespace Quiver.Http.PersonalData;

/// <summary>Writes property values so that their types stay: as JSON's own where it has the type, else as the Query API's <c>{"$type":…,"_value":…}</c>.</summary>
internal sealed class ExportedValueWriter(Utf8JsonWriter writer, IEntityLookup entities)
{
    private readonly QueryValueWriter _typed = new(writer, entities, QueryForm.Typed);

    /// <summary>Writes a value.</summary>
    public void Write(Value value)
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
            case ValueKind.Float when double.IsFinite(value.AsFloat()):
                JsonFloat.Write(writer, value.AsFloat());
                break;
            case ValueKind.String:
                writer.WriteStringValue(value.AsUtf8());
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (ref readonly var element in value.AsList().AsSpan())
                {
                    Write(element);
                }
                writer.WriteEndArray();
                break;
            default:
                _typed.Write(value);
                break;
        }
    }

    /// <summary>Writes properties as an object.</summary>
    public void Write(List<KeyValuePair<string, Value>> properties)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in properties)
        {
            writer.WritePropertyName(key);
            Write(value);
        }
        writer.WriteEndObject();
    }
}
