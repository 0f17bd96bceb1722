using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Quiver.Engine.Results;
using Quiver.Http.Json;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Http.Query;

/// <summary>
/// The answer as JSON lines: <c>{"$event":"Header","_body":{"fields":[…]}}</c>, a <c>Record</c> with its values for each row, a <c>Summary</c> at the end, or an
/// <c>Error</c> in its place.
/// </summary>
internal sealed class QueryLinesAnswer(HttpContext context, QueryForm form, string contentType)
    : IQueryAnswer
{
    private const int BatchRows = 1_024;

    private LineStream? _lines;
    private bool _isInSummary;

    private Utf8JsonWriter Writer => _lines!.Writer;

    /// <inheritdoc/>
    public async ValueTask<CypherException?> WriteResultAsync(
        QueryCursor cursor,
        bool includesCounters
    )
    {
        await cursor.HasMoreAsync();
        Begin();
        BeginEvent("Header");
        Writer.WriteStartObject();
        Writer.WriteStartArray("fields");
        foreach (string column in cursor.Columns)
        {
            Writer.WriteStringValue(column);
        }
        Writer.WriteEndArray();
        Writer.WriteEndObject();
        EndEvent();
        try
        {
            await WriteRowsAsync(cursor);
        }
        catch (CypherException error)
        {
            return error;
        }
        BeginSummary();
        QuerySummaryWriter.Write(Writer, cursor.Summary, cursor.Entities, includesCounters);
        return null;
    }

    /// <inheritdoc/>
    public void Begin()
    {
        if (_lines is null)
        {
            context.Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status202Accepted;
            context.Response.ContentType = contentType;
            _lines = new LineStream(context.Response.BodyWriter, context.RequestAborted);
        }
    }

    /// <inheritdoc/>
    public ValueTask EndAsync(string? bookmark)
    {
        Begin();
        BeginSummary();
        QuerySummaryWriter.WriteBookmark(Writer, bookmark);
        return EndAsync();
    }

    /// <inheritdoc/>
    public ValueTask EndOpenAsync(string id, DateTimeOffset expires)
    {
        Begin();
        BeginSummary();
        QuerySummaryWriter.WriteTransaction(Writer, id, expires);
        return EndAsync();
    }

    /// <inheritdoc/>
    public ValueTask FailAsync(CypherException error)
    {
        if (_lines is null)
        {
            Begin();
            context.Response.StatusCode = QueryErrors.HttpStatus(error);
        }
        _isInSummary = false;
        BeginEvent("Error");
        Writer.WriteStartObject();
        ErrorDocument.WriteErrors(Writer, error);
        Writer.WriteEndObject();
        EndEvent();
        return _lines!.FlushAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lines?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async ValueTask WriteRowsAsync(QueryCursor cursor)
    {
        var values = new QueryValueWriter(Writer, cursor.Entities, form);
        while (await cursor.NextBatchAsync(BatchRows) is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                BeginEvent("Record");
                Writer.WriteStartArray();
                foreach (var column in batch.Columns)
                {
                    values.Write(column.IsNull(row) ? Value.Null : column[row]);
                }
                Writer.WriteEndArray();
                EndEvent();
                await _lines!.FlushIfLargeAsync();
            }
            await _lines!.FlushAsync();
        }
    }

    private void BeginSummary()
    {
        if (!_isInSummary)
        {
            _isInSummary = true;
            BeginEvent("Summary");
            Writer.WriteStartObject();
        }
    }

    private ValueTask EndAsync()
    {
        Writer.WriteEndObject();
        EndEvent();
        return _lines!.FlushAsync();
    }

    // What stands there is half an event, whose query failed.
    private void BeginEvent(string name)
    {
        _lines!.Discard();
        Writer.WriteStartObject();
        Writer.WriteString("$event", name);
        Writer.WritePropertyName("_body");
    }

    private void EndEvent()
    {
        Writer.WriteEndObject();
        _lines!.End();
    }
}
