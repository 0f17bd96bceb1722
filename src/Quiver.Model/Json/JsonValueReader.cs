using System.Text.Json;
using System.Text.Unicode;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Model.Json;

/// <summary>Reads values from JSON: a number without fraction and exponent is an integer, other numbers are floats.</summary>
public static class JsonValueReader
{
    /// <summary>Reads the value that the reader stands on, and leaves it on the value's last token. Depth is bounded by the reader's options.</summary>
    /// <param name="reader">Stands on the value's first token.</param>
    /// <param name="wide">What becomes of integers that do not fit 64 bits.</param>
    /// <exception cref="CypherException"><c>Request.InvalidFormat</c>: an integer does not fit 64 bits and is to be refused.</exception>
    public static Value Read(ref Utf8JsonReader reader, WideIntegers wide)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return Value.True;
            case JsonTokenType.False:
                return Value.False;
            case JsonTokenType.Number:
                return ReadNumber(ref reader, wide);
            case JsonTokenType.String:
                return ReadText(ref reader);
            case JsonTokenType.StartArray:
                return ReadList(ref reader, wide);
            case JsonTokenType.StartObject:
                return ReadMap(ref reader, wide);
            default:
                return Value.Null;
        }
    }

    private static Value ReadNumber(ref Utf8JsonReader reader, WideIntegers wide)
    {
        if (reader.TryGetInt64(out long integer))
        {
            return Value.Integer(integer);
        }
        if (wide == WideIntegers.Refuse && IsInteger(ref reader))
        {
            throw new CypherException(
                StatusCodes.RequestInvalidFormat,
                "An integer parameter does not fit 64 bits."
            );
        }
        return Value.Float(reader.GetDouble());
    }

    private static bool IsInteger(ref Utf8JsonReader reader)
    {
        if (!reader.HasValueSequence)
        {
            return !reader.ValueSpan.ContainsAny(".eE"u8);
        }
        foreach (var part in reader.ValueSequence)
        {
            if (part.Span.ContainsAny(".eE"u8))
            {
                return false;
            }
        }
        return true;
    }

    private static Value ReadText(ref Utf8JsonReader reader)
    {
        long escapedLength = reader.HasValueSequence
            ? reader.ValueSequence.Length
            : reader.ValueSpan.Length;
        byte[] utf8 = new byte[escapedLength];
        int length = reader.CopyString(utf8);
        Array.Resize(ref utf8, length);
        return Value.Utf8(utf8);
    }

    private static Value ReadList(ref Utf8JsonReader reader, WideIntegers wide)
    {
        var elements = new List<Value>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(Read(ref reader, wide));
        }
        return Value.List(new ListValue([.. elements]));
    }

    private static Value ReadMap(ref Utf8JsonReader reader, WideIntegers wide)
    {
        var entries = new List<KeyValuePair<string, Value>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string key = KeyOf(ref reader);
            reader.Read();
            entries.Add(new(key, Read(ref reader, wide)));
        }
        return Value.Map(new MapValue(entries));
    }

    private static string KeyOf(ref Utf8JsonReader reader) =>
        reader.HasValueSequence || reader.ValueIsEscaped || !Utf8.IsValid(reader.ValueSpan)
            ? reader.GetString()!
            : KeyNames.Current.Of(reader.ValueSpan);
}
