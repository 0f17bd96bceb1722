using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Quiver.Engine.Results;
using Quiver.Http.Json;
using Quiver.Model.Status;

namespace Quiver.Http.Query;

/// <summary>
/// The answer to one request of the Query API, streamed. Its status is decided when the first rows are there: an error before them is the whole
/// answer, one after them stands in <c>errors</c> behind them.
/// </summary>
internal sealed class QueryAnswer(HttpContext context, QueryForm form, string contentType)
    : IQueryAnswer
{
    private const int BatchRows = 1_024;

    private JsonStream? _json;

    private Utf8JsonWriter Writer => _json!.Writer;

    /// <inheritdoc/>
    public async ValueTask<CypherException?> WriteResultAsync(
        QueryCursor cursor,
        bool includesCounters
    )
    {
        await cursor.HasMoreAsync();
        Begin();
        Writer.WriteStartObject("data");
        Writer.WriteStartArray("fields");
        foreach (string column in cursor.Columns)
        {
            Writer.WriteStringValue(column);
        }
        Writer.WriteEndArray();
        Writer.WriteStartArray("values");
        CypherException? failure = null;
        try
        {
            await WriteRowsAsync(cursor);
        }
        catch (CypherException error)
        {
            failure = error;
        }
        Writer.WriteEndArray();
        Writer.WriteEndObject();
        if (failure is null)
        {
            QuerySummaryWriter.Write(Writer, cursor.Summary, cursor.Entities, includesCounters);
        }
        return failure;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        if (_json is null)
        {
            context.Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status202Accepted;
            _json = new JsonStream(context.Response, context.RequestAborted);
            context.Response.ContentType = contentType;
            Writer.WriteStartObject();
        }
    }

    /// <inheritdoc/>
    public ValueTask EndAsync(string? bookmark)
    {
        Begin();
        QuerySummaryWriter.WriteBookmark(Writer, bookmark);
        return EndAsync();
    }

    /// <inheritdoc/>
    public ValueTask EndOpenAsync(string id, DateTimeOffset expires)
    {
        Begin();
        QuerySummaryWriter.WriteTransaction(Writer, id, expires);
        return EndAsync();
    }

    /// <inheritdoc/>
    public ValueTask FailAsync(CypherException error)
    {
        if (_json is null)
        {
            return new ValueTask(
                ErrorDocument.WriteAsync(context, QueryErrors.HttpStatus(error), error)
            );
        }
        ErrorDocument.WriteErrors(Writer, error);
        return EndAsync();
    }

    private async ValueTask EndAsync()
    {
        Writer.WriteEndObject();
        await _json!.FlushAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _json?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask WriteRowsAsync(QueryCursor cursor)
    {
        using var row = new RowBuffer();
        var values = new QueryValueWriter(row.Writer, cursor.Entities, form);
        while (await cursor.NextBatchAsync(BatchRows) is { } batch)
        {
            for (int at = 0; at < batch.RowCount; at++)
            {
                row.Writer.WriteStartArray();
                foreach (var column in batch.Columns)
                {
                    values.Write(column.IsNull(at) ? Quiver.Model.Values.Value.Null : column[at]);
                }
                row.Writer.WriteEndArray();
                row.MoveTo(Writer);
                await _json!.FlushIfLargeAsync();
            }
            await _json!.FlushAsync();
        }
    }
}
