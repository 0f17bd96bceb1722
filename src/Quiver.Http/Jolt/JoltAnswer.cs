using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Quiver.Engine.Results;
using Quiver.Http.Json;
using Quiver.Http.Transactions;
using Quiver.Model.Columns;
using Quiver.Model.Status;
using Quiver.Model.Values;

namespace Quiver.Http.Jolt;

/// <summary>
/// The answer to one request as Jolt, an event a line: per statement <c>{"header":…}</c>, a <c>{"data":[…]}</c> for each row and <c>{"summary":…}</c>; at the
/// end <c>{"info":…}</c>, with <c>{"error":…}</c> before it where something failed.
/// </summary>
internal sealed class JoltAnswer : IStatementsAnswer
{
    private const int BatchRows = 1_024;

    private readonly JoltForm _form;
    private readonly LineStream _lines;
    private readonly List<Notification> _notifications = [];

    /// <summary>Starts an answer in a response's body; headers can be changed until the first rows leave.</summary>
    public JoltAnswer(HttpContext context, JoltForm form)
    {
        context.Response.ContentType = form.MediaType;
        _form = form;
        _lines = new LineStream(
            context.Response.BodyWriter,
            context.RequestAborted,
            form.IsSequence
        );
    }

    private Utf8JsonWriter Writer => _lines.Writer;

    /// <inheritdoc/>
    public void Begin()
    {
        // The first event is a statement's, or the end.
    }

    /// <inheritdoc/>
    public async ValueTask WriteResultAsync(QueryCursor cursor, StatementRequest statement)
    {
        BeginEvent("header");
        Writer.WriteStartArray("fields");
        foreach (string column in cursor.Columns)
        {
            Writer.WriteStringValue(column);
        }
        Writer.WriteEndArray();
        EndEvent();
        await WriteRowsAsync(cursor);
        WriteSummary(cursor, statement);
    }

    /// <inheritdoc/>
    public ValueTask EndAsync(CypherException? failure, string? bookmark)
    {
        if (failure is not null)
        {
            BeginEvent("error");
            ErrorDocument.WriteErrors(Writer, failure);
            EndEvent();
        }
        BeginInfo();
        if (failure is null && bookmark is not null)
        {
            Writer.WriteStartArray("lastBookmarks");
            Writer.WriteStringValue(bookmark);
            Writer.WriteEndArray();
        }
        EndEvent();
        return _lines.FlushAsync();
    }

    /// <inheritdoc/>
    public ValueTask EndOpenAsync(string commitAddress, DateTimeOffset expires)
    {
        BeginInfo();
        Writer.WriteString("commit", commitAddress);
        Writer.WriteStartObject("transaction");
        Writer.WriteString("expires", expires.ToString("R", CultureInfo.InvariantCulture));
        Writer.WriteEndObject();
        EndEvent();
        return _lines.FlushAsync();
    }

    /// <inheritdoc/>
    public ValueTask RefuseAsync(CypherException error) => EndAsync(error, bookmark: null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _lines.DisposeAsync();

    private async ValueTask WriteRowsAsync(QueryCursor cursor)
    {
        var values = new JoltValueWriter(Writer, cursor.Entities, _form);
        while (await cursor.NextBatchAsync(BatchRows) is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                WriteRow(values, batch, row);
                await _lines.FlushIfLargeAsync();
            }
            await _lines.FlushAsync();
        }
    }

    private void WriteRow(JoltValueWriter values, Batch batch, int row)
    {
        Writer.WriteStartObject();
        Writer.WriteStartArray("data");
        foreach (var column in batch.Columns)
        {
            values.Write(column.IsNull(row) ? Value.Null : column[row]);
        }
        Writer.WriteEndArray();
        Writer.WriteEndObject();
        _lines.End();
    }

    private void WriteSummary(QueryCursor cursor, StatementRequest statement)
    {
        var summary = cursor.Summary;
        BeginEvent("summary");
        if (statement.IncludesStats)
        {
            SummaryWriter.WriteStats(Writer, summary.Counters);
        }
        if (summary.Plan is { } plan)
        {
            SummaryWriter.WritePlan(Writer, cursor.Entities, plan);
        }
        EndEvent();
        _notifications.AddRange(summary.Notifications);
    }

    private void BeginInfo()
    {
        BeginEvent("info");
        if (_notifications.Count > 0)
        {
            SummaryWriter.WriteNotifications(Writer, _notifications);
        }
    }

    private void BeginEvent(string name)
    {
        // Half a row may stand there, when its query failed.
        _lines.Discard();
        Writer.WriteStartObject();
        Writer.WriteStartObject(name);
    }

    private void EndEvent()
    {
        Writer.WriteEndObject();
        Writer.WriteEndObject();
        _lines.End();
    }
}
