using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Quiver.Http.Requests;

/// <summary>A request's body as a JSON object of known fields; empty when there is no body.</summary>
internal sealed class RequestObject
{
    /// <summary>A request that says nothing.</summary>
    public static readonly RequestObject Empty = new(default);

    private const int MaxDepth = 8;

    private readonly JsonElement _root;

    private RequestObject(JsonElement root) => _root = root;

    /// <summary>Reads a body, whatever content type it has: <c>curl -d</c> calls everything a form.</summary>
    /// <param name="context">The request.</param>
    /// <param name="options">The limits.</param>
    /// <param name="fields">The names of the fields that it may have.</param>
    /// <exception cref="Quiver.Model.Status.CypherException"><c>Request.InvalidFormat</c>: it is no such object.</exception>
    public static ValueTask<RequestObject> ReadAsync(
        HttpContext context,
        HttpFrontOptions options,
        IReadOnlyCollection<string> fields
    ) => RequestBody.ReadAsync(context, options, body => Parse(body, fields));

    /// <summary>Reads a body that was taken in.</summary>
    public static RequestObject Parse(
        ReadOnlySequence<byte> body,
        IReadOnlyCollection<string> fields
    )
    {
        if (body.IsEmpty)
        {
            return Empty;
        }
        try
        {
            using var document = JsonDocument.Parse(
                body,
                new JsonDocumentOptions { MaxDepth = MaxDepth }
            );
            var root = document.RootElement.Clone();
            Check(root, fields);
            return new RequestObject(root);
        }
        catch (JsonException error)
        {
            throw HttpErrors.MalformedJson(error);
        }
        catch (InvalidOperationException error)
        {
            // Text that is no UTF-8 is found only when it is taken out.
            throw HttpErrors.MalformedJson(error);
        }
    }

    /// <summary>The value of a field; null when it is absent or null.</summary>
    public JsonElement? Find(string name) =>
        _root.ValueKind == JsonValueKind.Object
        && _root.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The text of a field.</summary>
    public string? Text(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw HttpErrors.WrongType(name, "text");

    /// <summary>Whether a field is true; null when it is absent.</summary>
    public bool? Boolean(string name) =>
        Find(name) is not { } value
            ? null
            : value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => throw HttpErrors.WrongType(name, "true or false"),
            };

    /// <summary>The texts of a field that is a list; none when it is absent.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }
        bool isList =
            value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(static e => e.ValueKind == JsonValueKind.String);
        return isList
            ? [.. value.EnumerateArray().Select(static e => e.GetString()!)]
            : throw HttpErrors.WrongType(name, "a list of texts");
    }

    private static void Check(JsonElement root, IReadOnlyCollection<string> fields)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw HttpErrors.InvalidFormat("The request must be an object.");
        }
        foreach (var property in root.EnumerateObject())
        {
            if (!fields.Contains(property.Name, StringComparer.Ordinal))
            {
                throw HttpErrors.UnknownField(property.Name, string.Join(", ", fields));
            }
        }
    }
}
