using System.Globalization;
using System.Text.Json;
using Quiver.Model.Temporal;
using Quiver.Model.Values;

namespace Quiver.Http.Query;

/// <summary>Reads typed parameters: <c>{"$type":"Integer","_value":"42"}</c>. Depth is bounded by the reader's options.</summary>
internal static class TypedValueReader
{
    /// <summary>Reads the map of parameters that the reader stands at the start of; each value is typed.</summary>
    /// <exception cref="Quiver.Model.Status.CypherException"><c>Request.Invalid</c>: a value is not of its type, or of none that parameters have.</exception>
    public static MapValue ReadParameters(ref Utf8JsonReader reader)
    {
        var entries = new List<KeyValuePair<string, Value>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string key = reader.GetString()!;
            reader.Read();
            entries.Add(new(key, Read(ref reader)));
        }
        return new MapValue(entries);
    }

    private static Value Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw QueryErrors.Invalid("A typed value is {\"$type\": …, \"_value\": …}.");
        }
        string? type = null;
        Value? value = null;
        // The value may stand before its type: then it is read when the type is known.
        Utf8JsonReader early = default;
        bool hasEarly = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == "$type")
            {
                type = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (name == "_value" && type is not null)
            {
                value = ReadAs(ref reader, type);
            }
            else if (name == "_value")
            {
                early = reader;
                hasEarly = true;
                reader.Skip();
            }
            else
            {
                throw QueryErrors.Invalid($"Unrecognized field \"{name}\" in a typed value.");
            }
        }
        if (type is null)
        {
            throw QueryErrors.Invalid("A typed value has no \"$type\".");
        }
        if (value is null && hasEarly)
        {
            value = ReadAs(ref early, type);
        }
        return value
            ?? throw QueryErrors.Invalid($"A typed value of type {type} has no \"_value\".");
    }

    private static Value ReadAs(ref Utf8JsonReader reader, string type)
    {
        switch (type)
        {
            case "Null":
                reader.Skip();
                return Value.Null;
            case "Boolean":
                return reader.TokenType is JsonTokenType.True or JsonTokenType.False
                    ? Value.Boolean(reader.GetBoolean())
                    : throw QueryErrors.InvalidValue(type, "not true or false");
            case "List":
                return ReadList(ref reader);
            case "Map":
                return reader.TokenType == JsonTokenType.StartObject
                    ? Value.Map(ReadParameters(ref reader))
                    : throw QueryErrors.InvalidValue(type, "no object");
            case "Vector":
                return ReadVector(ref reader);
            default:
                return Parse(type, ReadText(ref reader, type));
        }
    }

    private static Value ReadList(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw QueryErrors.InvalidValue("List", "no array");
        }
        var elements = new List<Value>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(Read(ref reader));
        }
        return Value.List(new ListValue([.. elements]));
    }

    private static Value ReadVector(ref Utf8JsonReader reader)
    {
        string? type = null;
        var coordinates = new List<string>();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw QueryErrors.InvalidValue("Vector", "no object");
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == "coordinatesType")
            {
                type = ReadText(ref reader, "Vector");
            }
            else if (name == "coordinates" && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    coordinates.Add(ReadText(ref reader, "Vector"));
                }
            }
            else
            {
                throw QueryErrors.InvalidValue("Vector", name);
            }
        }
        return QueryVectors.TryParse(type, coordinates) is { } vector
            ? Value.Vector(vector)
            : throw QueryErrors.InvalidValue("Vector", type);
    }

    private static string ReadText(ref Utf8JsonReader reader, string type) =>
        reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : throw QueryErrors.InvalidValue(type, "no text");

    private static Value Parse(string type, string text)
    {
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(text);
        switch (type)
        {
            case "String":
                return Value.Utf8(utf8);
            case "Integer":
                return long.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out long integer
                )
                    ? Value.Integer(integer)
                    : throw QueryErrors.InvalidValue(type, text);
            case "Float":
                return ParseFloat(text);
            case "Base64":
                byte[] bytes = new byte[utf8.Length];
                return Convert.TryFromBase64String(text, bytes, out int length)
                    ? Value.Bytes(bytes[..length])
                    : throw QueryErrors.InvalidValue(type, text);
            case "Point":
                return PointText.TryParse(text) is { } point
                    ? Value.Point(point)
                    : throw QueryErrors.InvalidValue(type, text);
            default:
                return ParseTemporal(type, text, utf8);
        }
    }

    private static Value ParseFloat(string text)
    {
        return text switch
        {
            "NaN" => Value.Float(double.NaN),
            "Infinity" => Value.Float(double.PositiveInfinity),
            "-Infinity" => Value.Float(double.NegativeInfinity),
            _ => double.TryParse(
                text,
                NumberStyles.AllowLeadingSign
                    | NumberStyles.AllowDecimalPoint
                    | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out double number
            )
                ? Value.Float(number)
                : throw QueryErrors.InvalidValue("Float", text),
        };
    }

    private static Value ParseTemporal(string type, string text, ReadOnlySpan<byte> utf8)
    {
        switch (type)
        {
            case "Date":
                if (TemporalParser.TryParse(utf8, out LocalDate date, out _))
                {
                    return Value.Date(date);
                }
                break;
            case "LocalTime":
                if (TemporalParser.TryParse(utf8, out LocalTime localTime, out _))
                {
                    return Value.LocalTime(localTime);
                }
                break;
            case "Time":
                if (TemporalParser.TryParse(utf8, 0, out ZonedTime time, out _))
                {
                    return Value.ZonedTime(time);
                }
                break;
            case "LocalDateTime":
                if (TemporalParser.TryParse(utf8, out LocalDateTime local, out _))
                {
                    return Value.LocalDateTime(local);
                }
                break;
            case "ZonedDateTime" or "OffsetDateTime":
                if (
                    TemporalParser.TryParse(utf8, TemporalZone.Utc, out ZonedDateTime zoned, out _)
                    && zoned.Zone is not null == (type == "ZonedDateTime")
                )
                {
                    return Value.ZonedDateTime(zoned);
                }
                break;
            case "Duration":
                if (TemporalParser.TryParse(utf8, out Duration duration, out _))
                {
                    return Value.Duration(duration);
                }
                break;
            default:
                throw QueryErrors.UnknownType(type);
        }
        throw QueryErrors.InvalidValue(type, text);
    }
}
