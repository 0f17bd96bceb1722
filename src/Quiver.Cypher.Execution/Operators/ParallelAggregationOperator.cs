using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// EagerAggregation over the rows that become of a scan's, by two threads: each makes groups of a half of the scan's next rows, and the groups of the second half are added to those of the
/// first, so that groups come in the order of the rows and sums do not depend on who was faster.
/// </summary>
/// <param name="context">The query's context.</param>
/// <param name="scan">The scan.</param>
/// <param name="first">The lane of the query's own thread.</param>
/// <param name="second">Makes the lane of the other thread, in a context of its own.</param>
internal sealed class ParallelAggregationOperator(
    QueryContext context,
    Operator scan,
    AggregationLane first,
    Func<QueryContext, AggregationLane> second
) : Operator, IDisposable
{
    // Half a million rows, 4 MiB of ids in each column that is no run of ids.
    private const int MostBatches = 512;

    // Fewer are done sooner than another thread has woken up.
#if QUIVER_SMALL_BATCHES
    private const int MinBatches = 2;
#else
    private const int MinBatches = 8;
#endif

    private readonly List<FeedPart> _batches = [];
    private QueryContext? _otherContext;
    private AggregationLane? _other;
    private bool _isCollected;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isCollected)
        {
            Collect();
            _isCollected = true;
        }
        return first.Groups.Next();
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _isCollected = false;
        scan.Restart();
        first.Groups.Restart();
        _other?.Groups.Restart();
    }

    /// <summary>Gives back what the other thread used. The query calls it at its end.</summary>
    public void Dispose() => _otherContext?.DisposeResources();

    private void Collect()
    {
        if (scan is NodeScanOperator)
        {
            // FeedPart copies what it needs of nodes.
            scan.AllowReuse();
        }
        do
        {
            ReadAhead();
            FeedPart[] batches = [.. _batches];
            if (batches.Length < MinBatches)
            {
                first.Feed.Put(batches);
                first.Groups.Absorb();
            }
            else
            {
                Divide(batches);
            }
        } while (_batches.Count == MostBatches);
    }

    private void ReadAhead()
    {
        _batches.Clear();
        while (_batches.Count < MostBatches && scan.Next() is { } batch)
        {
            _batches.Add(FeedPart.Of(batch));
        }
    }

    private void Divide(FeedPart[] batches)
    {
        if (_other is null)
        {
            _otherContext = context.Fork();
            context.Own(this);
            _other = second(_otherContext);
        }
        int half = (batches.Length + 1) / 2;
        long bytes = 0;
        foreach (var part in batches)
        {
            bytes += part.Rows is { } rows
                ? (long)rows.Columns.Length * part.Count * sizeof(long)
                : 0;
        }
        context.Memory.Charge(bytes);
        first.Feed.Put(batches.AsMemory(0, half));
        _other.Feed.Put(batches.AsMemory(half));
        var behind = Task.Run(_other.Groups.Absorb, CancellationToken.None);
        try
        {
            first.Groups.Absorb();
        }
        catch
        {
            // Neither thread outlives the query, which ends now.
            ((IAsyncResult)behind).AsyncWaitHandle.WaitOne();
            throw;
        }
        // What no thread of the pool has begun yet is done by this one.
        behind.GetAwaiter().GetResult();
        first.Groups.Take(_other.Groups);
        context.Memory.Release(bytes);
        foreach (var notification in _otherContext!.Notifications)
        {
            context.Notify(notification);
        }
    }
}
