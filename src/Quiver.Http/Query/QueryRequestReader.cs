using System.Buffers;
using System.Text.Json;
using Quiver.Engine.Sessions;
using Quiver.Model.Json;
using Quiver.Model.Values;

namespace Quiver.Http.Query;

/// <summary>Reads a request's body: <c>{"statement":…,"parameters":{…},"includeCounters":…,"bookmarks":[…],"accessMode":…,"maxExecutionTime":…}</c>.</summary>
internal static class QueryRequestReader
{
    private const int MaxBookmarks = 1_000;
    private const string Known =
        "statement, parameters, includeCounters, bookmarks, accessMode, maxExecutionTime, impersonatedUser, txMetadata, txType";

    /// <summary>Reads the request; an empty body asks nothing.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="form">How its parameters are written.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="Quiver.Model.Status.CypherException"><c>Request.Invalid</c>: it is not JSON, or not of this shape, or beyond a limit.</exception>
    public static QueryRequest Read(
        ReadOnlySequence<byte> body,
        QueryForm form,
        HttpFrontOptions options
    )
    {
        var request = new QueryRequest();
        if (body.IsEmpty)
        {
            return request;
        }
        try
        {
            var reader = new Utf8JsonReader(
                body,
                new JsonReaderOptions { MaxDepth = options.MaxJsonDepth }
            );
            reader.Read();
            Expect(ref reader, JsonTokenType.StartObject, "The request", "an object");
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                string name = reader.GetString()!;
                reader.Read();
                if (reader.TokenType != JsonTokenType.Null)
                {
                    request = ReadField(ref reader, name, request, form);
                }
            }
            if (reader.Read())
            {
                throw QueryErrors.Invalid("There is more after the end of the request.");
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // The reader checks the encoding of text only when the text is taken out.
            throw QueryErrors.Invalid($"Bad Request: {error.Message}", error);
        }
        return request;
    }

    private static QueryRequest ReadField(
        ref Utf8JsonReader reader,
        string name,
        QueryRequest request,
        QueryForm form
    )
    {
        switch (name)
        {
            case "statement":
                return request with { Statement = ReadText(ref reader, name) };
            case "parameters":
                return request with { Parameters = ReadMap(ref reader, name, form) };
            case "includeCounters":
                return request with { IncludesCounters = ReadBoolean(ref reader, name) };
            case "bookmarks":
                return request with { Bookmarks = ReadBookmarks(ref reader) };
            case "accessMode":
                return request with { AccessMode = ReadAccessMode(ref reader) };
            case "maxExecutionTime":
                return request with { Timeout = ReadTimeout(ref reader) };
            case "impersonatedUser":
                return request with { ImpersonatedUser = ReadText(ref reader, name) };
            case "txMetadata":
                return request with { Metadata = ReadMap(ref reader, name, form) };
            case "txType":
                // Explicit or implicit: the address says it.
                ReadText(ref reader, name);
                return request;
            default:
                throw QueryErrors.Invalid(
                    $"Unrecognized field \"{name}\": known here are {Known}."
                );
        }
    }

    private static string ReadText(ref Utf8JsonReader reader, string name)
    {
        Expect(ref reader, JsonTokenType.String, $"\"{name}\"", "text");
        return reader.GetString()!;
    }

    private static bool ReadBoolean(ref Utf8JsonReader reader, string name) =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw QueryErrors.Invalid($"\"{name}\" must be true or false."),
        };

    private static MapValue ReadMap(ref Utf8JsonReader reader, string name, QueryForm form)
    {
        Expect(ref reader, JsonTokenType.StartObject, $"\"{name}\"", "an object");
        return form == QueryForm.Typed
            ? TypedValueReader.ReadParameters(ref reader)
            : JsonValueReader.Read(ref reader, WideIntegers.Refuse).AsMap();
    }

    private static List<string> ReadBookmarks(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartArray, "\"bookmarks\"", "a list");
        var bookmarks = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (bookmarks.Count == MaxBookmarks)
            {
                throw QueryErrors.Invalid($"There may be at most {MaxBookmarks} bookmarks.");
            }
            bookmarks.Add(ReadText(ref reader, "bookmarks"));
        }
        return bookmarks;
    }

    private static AccessMode ReadAccessMode(ref Utf8JsonReader reader) =>
        ReadText(ref reader, "accessMode").ToUpperInvariant() switch
        {
            "READ" => AccessMode.Read,
            "WRITE" => AccessMode.Write,
            _ => throw QueryErrors.Invalid("\"accessMode\" must be \"READ\" or \"WRITE\"."),
        };

    private static TimeSpan ReadTimeout(ref Utf8JsonReader reader)
    {
        bool valid =
            reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt32(out int seconds)
            && seconds > 0;
        return valid
            ? TimeSpan.FromSeconds(reader.GetInt32())
            : throw QueryErrors.Invalid(
                "\"maxExecutionTime\" must be a number of seconds above 0."
            );
    }

    private static void Expect(
        ref Utf8JsonReader reader,
        JsonTokenType type,
        string what,
        string kind
    )
    {
        if (reader.TokenType != type)
        {
            throw QueryErrors.Invalid($"{what} must be {kind}.");
        }
    }
}
