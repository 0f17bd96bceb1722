using System.Diagnostics;
using Quiver.Model;
using Quiver.Model.Columns;

namespace Quiver.Engine.Results;

/// <summary>The rows of a running query, fetched batch by batch, and its summary at their end.</summary>
/// <remarks>Used by one thread at a time. Disposal stops the query and gives its snapshot back.</remarks>
public sealed class QueryCursor : IAsyncDisposable
{
    /// <summary>The names of the result's columns; empty for a query that returns nothing.</summary>
    public IReadOnlyList<string> Columns => throw new UnreachableException();

    /// <summary>What the query does: <c>r</c> reads, <c>rw</c> reads and writes, <c>w</c> writes, <c>s</c> changes the schema.</summary>
    public string QueryType => throw new UnreachableException();

    /// <summary>The resolved name of the query's database.</summary>
    public string DatabaseName => throw new UnreachableException();

    /// <summary>Milliseconds from the request's arrival until the result was ready to be fetched.</summary>
    public long AvailableAfterMilliseconds => throw new UnreachableException();

    /// <summary>The contents of the nodes and relationships in the rows. Valid until the cursor is disposed, also after the last row.</summary>
    public IEntityLookup Entities => throw new UnreachableException();

    /// <summary>Whether all rows were fetched or discarded, so that there is a summary.</summary>
    public bool IsEnded => throw new UnreachableException();

    /// <summary>What the finished query did; only when <see cref="IsEnded"/>.</summary>
    public QuerySummary Summary => throw new UnreachableException();

    /// <summary>The next rows, in the order of the result; null at the end. Completes synchronously unless it has to wait.</summary>
    /// <param name="maxRows">The most rows to return, above 0; the rest of a larger batch is kept for the next call.</param>
    public ValueTask<Batch?> NextBatchAsync(int maxRows) => throw new UnreachableException();

    /// <summary>Whether there are more rows; computes the next batch when it must. False ends the query.</summary>
    public ValueTask<bool> HasMoreAsync() => throw new UnreachableException();

    /// <summary>Ends the result without the rows that were not fetched; writes are still done.</summary>
    public ValueTask DiscardAsync() => throw new UnreachableException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new UnreachableException();
}
