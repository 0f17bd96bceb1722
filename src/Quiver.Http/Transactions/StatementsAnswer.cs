using System.Globalization;
using System.Text.Json;
using Quiver.Engine.Results;
using Quiver.Http.Json;
using Quiver.Model.Status;

namespace Quiver.Http.Transactions;

/// <summary>
/// The answer to one request: <c>{"results":[…],"notifications":[…],"errors":[…],…}</c>, streamed while the statements run. An error ends the results
/// where they are and stands in <c>errors</c>: the status was sent long before.
/// </summary>
internal sealed class StatementsAnswer(JsonStream json) : IStatementsAnswer
{
    private const int BatchRows = 1_024;

    private readonly List<Notification> _notifications = [];

    private Utf8JsonWriter Writer => json.Writer;

    /// <inheritdoc/>
    public void Begin()
    {
        Writer.WriteStartObject();
        Writer.WriteStartArray("results");
    }

    /// <inheritdoc/>
    public async ValueTask WriteResultAsync(QueryCursor cursor, StatementRequest statement)
    {
        Writer.WriteStartObject();
        Writer.WriteStartArray("columns");
        foreach (string column in cursor.Columns)
        {
            Writer.WriteStringValue(column);
        }
        Writer.WriteEndArray();
        Writer.WriteStartArray("data");
        try
        {
            await WriteRowsAsync(cursor, statement.Contents);
        }
        finally
        {
            Writer.WriteEndArray();
            WriteSummary(cursor, statement);
            Writer.WriteEndObject();
        }
    }

    /// <inheritdoc/>
    public async ValueTask EndAsync(CypherException? failure, string? bookmark)
    {
        WriteEndOfResults(failure);
        if (failure is null && bookmark is not null)
        {
            Writer.WriteStartArray("lastBookmarks");
            Writer.WriteStringValue(bookmark);
            Writer.WriteEndArray();
        }
        Writer.WriteEndObject();
        await json.FlushAsync();
    }

    /// <inheritdoc/>
    public async ValueTask EndOpenAsync(string commitAddress, DateTimeOffset expires)
    {
        WriteEndOfResults(failure: null);
        Writer.WriteString("commit", commitAddress);
        Writer.WriteStartObject("transaction");
        Writer.WriteString("expires", expires.ToString("R", CultureInfo.InvariantCulture));
        Writer.WriteEndObject();
        Writer.WriteEndObject();
        await json.FlushAsync();
    }

    /// <inheritdoc/>
    public ValueTask RefuseAsync(CypherException error)
    {
        Begin();
        return EndAsync(error, bookmark: null);
    }

    private void WriteEndOfResults(CypherException? failure)
    {
        Writer.WriteEndArray();
        if (_notifications.Count > 0)
        {
            SummaryWriter.WriteNotifications(Writer, _notifications);
        }
        ErrorDocument.WriteErrors(Writer, failure);
    }

    private async ValueTask WriteRowsAsync(QueryCursor cursor, ResultContents contents)
    {
        using var rows = new ResultWriter(cursor, contents);
        while (await cursor.NextBatchAsync(BatchRows) is { } batch)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.WriteRow(Writer, batch, row);
                await json.FlushIfLargeAsync();
            }
            await json.FlushAsync();
        }
    }

    private void WriteSummary(QueryCursor cursor, StatementRequest statement)
    {
        if (!cursor.IsEnded)
        {
            return;
        }
        var summary = cursor.Summary;
        if (statement.IncludesStats)
        {
            SummaryWriter.WriteStats(Writer, summary.Counters);
        }
        if (summary.Plan is { } plan)
        {
            SummaryWriter.WritePlan(Writer, cursor.Entities, plan);
        }
        _notifications.AddRange(summary.Notifications);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => json.DisposeAsync();
}
