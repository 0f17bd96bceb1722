using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Quiver.Model.Status;

namespace Quiver.Http.Json;

/// <summary>The answer to a request that failed before it had results: <c>{"errors":[{"code":…,"message":…}]}</c>.</summary>
internal static class ErrorDocument
{
    /// <summary>Answers a request with an error.</summary>
    public static async Task WriteAsync(HttpContext context, int httpStatus, CypherException error)
    {
        context.Response.StatusCode = httpStatus;
        await using var json = new JsonStream(context.Response, context.RequestAborted);
        json.Writer.WriteStartObject();
        WriteErrors(json.Writer, error);
        json.Writer.WriteEndObject();
        await json.FlushAsync();
    }

    /// <summary>Writes the <c>errors</c> array, empty without an error.</summary>
    public static void WriteErrors(Utf8JsonWriter writer, CypherException? error)
    {
        writer.WriteStartArray("errors");
        if (error is not null)
        {
            writer.WriteStartObject();
            writer.WriteString("code", error.Status.Code);
            writer.WriteString("message", error.Message);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }
}
