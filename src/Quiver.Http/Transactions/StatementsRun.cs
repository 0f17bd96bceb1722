using System.Text.Json;
using Quiver.Engine.Results;
using Quiver.Engine.Sessions;
using Quiver.Http.Json;
using Quiver.Model.Status;

namespace Quiver.Http.Transactions;

/// <summary>
/// The answer to one request: <c>{"results":[…],"notifications":[…],"errors":[…],"lastBookmarks":[…]}</c>, streamed while the statements run. An
/// error ends the results where they are and stands in <c>errors</c>: the status was sent long before.
/// </summary>
internal sealed class StatementsRun(EngineSession session, string database, JsonStream json)
{
    private const int BatchRows = 1_024;

    private readonly List<Notification> _notifications = [];
    private string? _bookmark;

    private Utf8JsonWriter Writer => json.Writer;

    /// <summary>Runs the statements and writes the answer.</summary>
    public async ValueTask AnswerAsync(
        TransactionRequest request,
        CancellationToken cancellationToken
    )
    {
        CypherException? failure = null;
        Writer.WriteStartObject();
        Writer.WriteStartArray("results");
        try
        {
            // A statement alone may be one that manages transactions itself.
            await (
                request.Statements.Count == 1
                    ? RunAloneAsync(request, cancellationToken)
                    : RunTogetherAsync(request, cancellationToken)
            );
        }
        catch (CypherException error)
        {
            failure = error;
        }
        Writer.WriteEndArray();
        await EndAsync(failure);
    }

    /// <summary>Answers a request that could not be read.</summary>
    public ValueTask RefuseAsync(CypherException error)
    {
        Writer.WriteStartObject();
        Writer.WriteStartArray("results");
        Writer.WriteEndArray();
        return EndAsync(error);
    }

    private async ValueTask EndAsync(CypherException? failure)
    {
        if (_notifications.Count > 0)
        {
            SummaryWriter.WriteNotifications(Writer, _notifications);
        }
        ErrorDocument.WriteErrors(Writer, failure);
        if (failure is null && _bookmark is not null)
        {
            Writer.WriteStartArray("lastBookmarks");
            Writer.WriteStringValue(_bookmark);
            Writer.WriteEndArray();
        }
        Writer.WriteEndObject();
        await json.FlushAsync();
    }

    private async ValueTask RunAloneAsync(
        TransactionRequest request,
        CancellationToken cancellationToken
    )
    {
        var statement = request.Statements[0];
        await using var cursor = await session.RunAsync(
            new RunRequest
            {
                Query = statement.Text,
                Parameters = statement.Parameters,
                Database = database,
                AccessMode = request.Headers.AccessMode,
                Timeout = request.Headers.Timeout,
                Bookmarks = request.Headers.Bookmarks,
            },
            cancellationToken
        );
        await WriteResultAsync(cursor, statement);
        _bookmark = cursor.Summary.Bookmark;
    }

    private async ValueTask RunTogetherAsync(
        TransactionRequest request,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await session.BeginAsync(
            new BeginRequest
            {
                Database = database,
                AccessMode = request.Headers.AccessMode,
                Timeout = request.Headers.Timeout,
                Bookmarks = request.Headers.Bookmarks,
            },
            cancellationToken
        );
        foreach (var statement in request.Statements)
        {
            await using var cursor = await transaction.RunAsync(
                statement.Text,
                statement.Parameters,
                cancellationToken
            );
            await WriteResultAsync(cursor, statement);
        }
        _bookmark = await transaction.CommitAsync();
    }

    private async ValueTask WriteResultAsync(QueryCursor cursor, StatementRequest statement)
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
}
