using Quiver.Bolt.Handshake;
using Quiver.Bolt.Messages;
using Quiver.Bolt.PackStream;
using Quiver.Bolt.Responses;
using Quiver.Engine.Results;
using Quiver.Engine.Sessions;
using Quiver.Model.Columns;
using Quiver.Model.Values;
using EngineRunRequest = Quiver.Engine.Sessions.RunRequest;
using RunRequest = Quiver.Bolt.Messages.RunRequest;

namespace Quiver.Bolt.Session;

/// <summary>The open results of a session and the transaction they belong to.</summary>
internal sealed class ResultStreams : IAsyncDisposable
{
    private const int FlushThresholdBytes = 64 * 1024;
    private const int MaxOpenResults = 1_000;

    private readonly EngineSession _session;
    private readonly BoltVersion _version;
    private readonly MessageBuffer _output;
    private readonly Func<ValueTask> _flush;
    private readonly Dictionary<long, OpenResult> _open = [];

    private EngineTransaction? _transaction;
    private long _nextQueryId;
    private long _lastQueryId;

    public ResultStreams(
        EngineSession session,
        BoltVersion version,
        MessageBuffer output,
        Func<ValueTask> flush
    )
    {
        _session = session;
        _version = version;
        _output = output;
        _flush = flush;
    }

    /// <summary>Whether a result waits to be pulled.</summary>
    public bool HasOpenResults => _open.Count > 0;

    /// <summary>Starts a query in its own transaction.</summary>
    public async ValueTask RunAsync(
        RunRequest run,
        NotificationFilter filter,
        ResponseWriter responses
    )
    {
        var begin = TransactionExtra.Read(run.Extra);
        var cursor = await _session.RunAsync(
            new EngineRunRequest
            {
                Query = run.Query,
                Parameters = run.Parameters,
                Database = begin.Database,
                AccessMode = begin.AccessMode,
                Timeout = begin.Timeout,
                Bookmarks = begin.Bookmarks,
                Metadata = begin.Metadata,
            }
        );
        _lastQueryId = 0;
        _open.Add(0, new OpenResult(0, cursor, filter));
        string? resolved = begin.Database is null ? cursor.DatabaseName : null;
        WriteRunSuccess(responses, cursor, queryId: null, resolved);
    }

    /// <summary>Starts a query in the open transaction.</summary>
    public async ValueTask RunInTransactionAsync(
        RunRequest run,
        NotificationFilter filter,
        ResponseWriter responses
    )
    {
        if (_open.Count >= MaxOpenResults)
        {
            throw BoltErrors.InvalidRequest(
                $"A transaction has at most {MaxOpenResults} open results: pull or discard some first."
            );
        }
        var cursor = await _transaction!.RunAsync(run.Query, run.Parameters);
        long queryId = _nextQueryId++;
        _lastQueryId = queryId;
        _open.Add(queryId, new OpenResult(queryId, cursor, filter));
        WriteRunSuccess(
            responses,
            cursor,
            _version.HasPartialPulls ? queryId : null,
            resolvedDatabase: null
        );
    }

    /// <summary>Opens an explicit transaction.</summary>
    public async ValueTask BeginAsync(MapValue extra, ResponseWriter responses)
    {
        var begin = TransactionExtra.Read(extra);
        _transaction = await _session.BeginAsync(begin);
        _nextQueryId = 0;
        responses.Success(
            _version.IsAtLeast(5, 8) && begin.Database is null
                ? new MapValue([new("db", Value.String(_transaction.DatabaseName))])
                : MapValue.Empty
        );
    }

    /// <summary>Sends or drops rows of an open result.</summary>
    public async ValueTask PullAsync(PullRequest pull, ResponseWriter responses)
    {
        long queryId = pull.QueryId < 0 ? _lastQueryId : pull.QueryId;
        if (!_open.TryGetValue(queryId, out var result))
        {
            throw BoltErrors.InvalidRequest($"There is no open result with the qid {queryId}.");
        }
        bool more = pull.Discard
            ? await DiscardAsync(result.Cursor, pull.Count)
            : await SendAsync(result.Cursor, pull.Count, responses);
        result.VectorsWereReplaced |= responses.TakeVectorWasReplaced();
        if (more)
        {
            var writer = responses.BeginSuccess();
            writer.BeginMap(1);
            writer.WriteString("has_more");
            writer.WriteBoolean(true);
            responses.End();
            return;
        }
        _open.Remove(queryId);
        responses.Success(
            SummaryMetadata.Of(
                result.VectorsWereReplaced
                    ? result.Cursor.Summary.With(BoltNotifications.VectorsReplaced())
                    : result.Cursor.Summary,
                result.Cursor.Columns.Count > 0,
                result.Filter,
                _version
            )
        );
        await result.Cursor.DisposeAsync();
    }

    /// <summary>Commits the open transaction.</summary>
    public async ValueTask CommitAsync(ResponseWriter responses)
    {
        await CloseResultsAsync();
        string bookmark = await _transaction!.CommitAsync();
        await EndTransactionAsync();
        responses.Success(new MapValue([new("bookmark", Value.String(bookmark))]));
    }

    /// <summary>Ends open results and rolls the open transaction back.</summary>
    public async ValueTask AbortAsync()
    {
        await CloseResultsAsync();
        await EndTransactionAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => AbortAsync();

    private async ValueTask<bool> SendAsync(
        QueryCursor cursor,
        long count,
        ResponseWriter responses
    )
    {
        long left = count < 0 ? long.MaxValue : count;
        while (left > 0)
        {
            var batch = await cursor.NextBatchAsync((int)Math.Min(left, Batch.Capacity));
            if (batch is null)
            {
                return false;
            }
            for (int row = 0; row < batch.RowCount; row++)
            {
                responses.Record(batch, row, cursor.Entities);
                if (_output.Length >= FlushThresholdBytes)
                {
                    await _flush();
                }
            }
            left -= batch.RowCount;
        }
        return await cursor.HasMoreAsync();
    }

    private static async ValueTask<bool> DiscardAsync(QueryCursor cursor, long count)
    {
        if (count < 0)
        {
            await cursor.DiscardAsync();
            return false;
        }
        for (long left = count; left > 0; )
        {
            var batch = await cursor.NextBatchAsync((int)Math.Min(left, Batch.Capacity));
            if (batch is null)
            {
                return false;
            }
            left -= batch.RowCount;
        }
        return await cursor.HasMoreAsync();
    }

    private void WriteRunSuccess(
        ResponseWriter responses,
        QueryCursor cursor,
        long? queryId,
        string? resolvedDatabase
    )
    {
        bool withDatabase = _version.IsAtLeast(5, 8) && resolvedDatabase is not null;
        var writer = responses.BeginSuccess();
        writer.BeginMap(2 + (queryId is null ? 0 : 1) + (withDatabase ? 1 : 0));
        writer.WriteString("fields");
        writer.BeginList(cursor.Columns.Count);
        foreach (string column in cursor.Columns)
        {
            writer.WriteString(column);
        }
        writer.WriteString("t_first");
        writer.WriteInteger(cursor.AvailableAfterMilliseconds);
        if (queryId is not null)
        {
            writer.WriteString("qid");
            writer.WriteInteger(queryId.Value);
        }
        if (withDatabase)
        {
            writer.WriteString("db");
            writer.WriteString(resolvedDatabase!);
        }
        responses.End();
    }

    private async ValueTask CloseResultsAsync()
    {
        foreach (var result in _open.Values)
        {
            await result.Cursor.DisposeAsync();
        }
        _open.Clear();
    }

    private async ValueTask EndTransactionAsync()
    {
        if (_transaction is { } transaction)
        {
            _transaction = null;
            await transaction.DisposeAsync();
        }
    }
}
