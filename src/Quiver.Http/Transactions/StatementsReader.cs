using System.Buffers;
using System.Text.Json;
using Quiver.Model.Json;
using Quiver.Model.Values;

namespace Quiver.Http.Transactions;

/// <summary>Reads a request's body: <c>{"statements":[{"statement":…,"parameters":{…},"resultDataContents":[…],"includeStats":…}]}</c>.</summary>
internal static class StatementsReader
{
    /// <summary>Reads the statements; none of an empty body.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="Quiver.Model.Status.CypherException"><c>Request.InvalidFormat</c>: it is not JSON, or not of this shape, or beyond a limit.</exception>
    public static List<StatementRequest> Read(ReadOnlySequence<byte> body, HttpFrontOptions options)
    {
        var statements = new List<StatementRequest>();
        if (body.IsEmpty)
        {
            return statements;
        }
        try
        {
            var reader = new Utf8JsonReader(
                body,
                new JsonReaderOptions { MaxDepth = options.MaxJsonDepth }
            );
            reader.Read();
            ReadRoot(ref reader, statements, options.MaxStatements);
            if (reader.Read())
            {
                throw HttpErrors.InvalidFormat("There is more after the end of the request.");
            }
        }
        catch (JsonException error)
        {
            throw HttpErrors.MalformedJson(error);
        }
        catch (InvalidOperationException error)
        {
            // The reader checks the encoding of text only when the text is taken out.
            throw HttpErrors.MalformedJson(error);
        }
        return statements;
    }

    private static void ReadRoot(
        ref Utf8JsonReader reader,
        List<StatementRequest> statements,
        int maxStatements
    )
    {
        Expect(ref reader, JsonTokenType.StartObject, "the request", "an object");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (!string.Equals(name, "statements", StringComparison.Ordinal))
            {
                throw HttpErrors.UnknownField(name, "statements");
            }
            if (reader.TokenType == JsonTokenType.Null)
            {
                continue;
            }
            Expect(ref reader, JsonTokenType.StartArray, "\"statements\"", "a list");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (statements.Count == maxStatements)
                {
                    throw HttpErrors.TooManyStatements(maxStatements);
                }
                statements.Add(ReadStatement(ref reader));
            }
        }
    }

    private static StatementRequest ReadStatement(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "A statement", "an object");
        string? text = null;
        var parameters = MapValue.Empty;
        var contents = ResultContents.None;
        bool includesStats = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "statement":
                    Expect(ref reader, JsonTokenType.String, "\"statement\"", "text");
                    text = reader.GetString();
                    break;
                case "parameters":
                    parameters = ReadParameters(ref reader);
                    break;
                case "resultDataContents":
                    contents = ReadContents(ref reader);
                    break;
                case "includeStats":
                    includesStats = ReadBoolean(ref reader);
                    break;
                default:
                    throw HttpErrors.UnknownField(
                        name,
                        "statement, parameters, resultDataContents, includeStats"
                    );
            }
        }
        return new StatementRequest(
            text ?? throw HttpErrors.InvalidFormat("A statement has no text in \"statement\"."),
            parameters,
            contents == ResultContents.None ? ResultContents.Row : contents,
            includesStats
        );
    }

    private static MapValue ReadParameters(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return MapValue.Empty;
        }
        Expect(ref reader, JsonTokenType.StartObject, "\"parameters\"", "an object");
        return JsonValueReader.Read(ref reader, WideIntegers.Refuse).AsMap();
    }

    private static ResultContents ReadContents(ref Utf8JsonReader reader)
    {
        var contents = ResultContents.None;
        if (reader.TokenType == JsonTokenType.Null)
        {
            return contents;
        }
        Expect(ref reader, JsonTokenType.StartArray, "\"resultDataContents\"", "a list");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.String, "A result format", "text");
            string name = reader.GetString()!;
            contents |= name.ToUpperInvariant() switch
            {
                "ROW" => ResultContents.Row,
                "GRAPH" => ResultContents.Graph,
                _ => throw HttpErrors.UnknownResultContents(name),
            };
        }
        return contents;
    }

    private static bool ReadBoolean(ref Utf8JsonReader reader) =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw HttpErrors.InvalidFormat("\"includeStats\" must be true or false."),
        };

    private static void Expect(
        ref Utf8JsonReader reader,
        JsonTokenType type,
        string what,
        string kind
    )
    {
        if (reader.TokenType != type)
        {
            throw HttpErrors.InvalidFormat($"{what} must be {kind}.");
        }
    }
}
