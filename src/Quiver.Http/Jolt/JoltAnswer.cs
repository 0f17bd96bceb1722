using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
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
    private const int FlushBytes = 16 * 1024;
    private const byte RecordSeparator = 0x1E;

    private readonly PipeWriter _output;
    private readonly CancellationToken _cancellationToken;
    private readonly JoltForm _form;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _writer;
    private readonly List<Notification> _notifications = [];
    private int _unflushedBytes;

    /// <summary>Starts an answer in a response's body; headers can be changed until the first rows leave.</summary>
    public JoltAnswer(HttpContext context, JoltForm form)
    {
        context.Response.ContentType = form.MediaType;
        _output = context.Response.BodyWriter;
        _cancellationToken = context.RequestAborted;
        _form = form;
        _writer = new Utf8JsonWriter(_line, JsonStream.WriterOptions);
    }

    /// <inheritdoc/>
    public void Begin()
    {
        // The first event is a statement's, or the end.
    }

    /// <inheritdoc/>
    public async ValueTask WriteResultAsync(QueryCursor cursor, StatementRequest statement)
    {
        BeginEvent("header");
        _writer.WriteStartArray("fields");
        foreach (string column in cursor.Columns)
        {
            _writer.WriteStringValue(column);
        }
        _writer.WriteEndArray();
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
            ErrorDocument.WriteErrors(_writer, failure);
            EndEvent();
        }
        BeginInfo();
        if (failure is null && bookmark is not null)
        {
            _writer.WriteStartArray("lastBookmarks");
            _writer.WriteStringValue(bookmark);
            _writer.WriteEndArray();
        }
        EndEvent();
        return FlushAsync();
    }

    /// <inheritdoc/>
    public ValueTask EndOpenAsync(string commitAddress, DateTimeOffset expires)
    {
        BeginInfo();
        _writer.WriteString("commit", commitAddress);
        _writer.WriteStartObject("transaction");
        _writer.WriteString("expires", expires.ToString("R", CultureInfo.InvariantCulture));
        _writer.WriteEndObject();
        EndEvent();
        return FlushAsync();
    }

    /// <inheritdoc/>
    public ValueTask RefuseAsync(CypherException error) => EndAsync(error, bookmark: null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async ValueTask WriteRowsAsync(QueryCursor cursor)
    {
        var values = new JoltValueWriter(_writer, cursor.Entities, _form);
        while (await cursor.NextBatchAsync(BatchRows) is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                WriteRow(values, batch, row);
                if (_unflushedBytes >= FlushBytes)
                {
                    await FlushAsync();
                }
            }
            await FlushAsync();
        }
    }

    private void WriteRow(JoltValueWriter values, Batch batch, int row)
    {
        _writer.WriteStartObject();
        _writer.WriteStartArray("data");
        foreach (var column in batch.Columns)
        {
            values.Write(column.IsNull(row) ? Value.Null : column[row]);
        }
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        EndLine();
    }

    private void WriteSummary(QueryCursor cursor, StatementRequest statement)
    {
        var summary = cursor.Summary;
        BeginEvent("summary");
        if (statement.IncludesStats)
        {
            SummaryWriter.WriteStats(_writer, summary.Counters);
        }
        if (summary.Plan is { } plan)
        {
            SummaryWriter.WritePlan(_writer, cursor.Entities, plan);
        }
        EndEvent();
        _notifications.AddRange(summary.Notifications);
    }

    private void BeginInfo()
    {
        BeginEvent("info");
        if (_notifications.Count > 0)
        {
            SummaryWriter.WriteNotifications(_writer, _notifications);
        }
    }

    private void BeginEvent(string name)
    {
        // Half a row may stand there, when its query failed.
        _line.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        _writer.WriteStartObject(name);
    }

    private void EndEvent()
    {
        _writer.WriteEndObject();
        _writer.WriteEndObject();
        EndLine();
    }

    // A line leaves only when it is whole: a row that fails half way leaves nothing behind.
    private void EndLine()
    {
        _writer.Flush();
        if (_form.IsSequence)
        {
            _output.Write([RecordSeparator]);
        }
        _output.Write(_line.WrittenSpan);
        _output.Write("\n"u8);
        _unflushedBytes += _line.WrittenCount;
        _line.ResetWrittenCount();
        _writer.Reset();
    }

    private async ValueTask FlushAsync()
    {
        _unflushedBytes = 0;
        var result = await _output.FlushAsync(_cancellationToken);
        if (result.IsCompleted)
        {
            throw new OperationCanceledException("The client closed the connection.");
        }
    }
}
