using System.Text.Json;
using Quiver.Http.Query;
using Quiver.Model;
using Quiver.Model.Json;
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
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (ref readonly var element in value.AsList().AsSpan())
                {
                    Write(element);
                }
                writer.WriteEndArray();
                break;
            case ValueKind.Float when !double.IsFinite(value.AsFloat()):
                _typed.Write(value);
                break;
            default:
                if (!JsonScalars.TryWrite(writer, value))
                {
                    _typed.Write(value);
                }
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
