using System.Diagnostics;
using Quiver.Cypher.Planning.Notifications;
using Quiver.Model;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution;

/// <summary>The rows of a running query, pulled batch by batch: nothing is computed before it is asked for.</summary>
/// <remarks>
/// Not thread safe, but may move from thread to thread between calls. The snapshot stays its owner's: dispose the cursor first.
/// </remarks>
public sealed class QueryCursor : IDisposable
{
    private readonly Operator _root;
    private readonly QueryContext _context;
    private bool _isFinished;

    internal QueryCursor(
        IReadOnlyList<string> columns,
        Operator root,
        QueryContext context,
        IReadOnlyList<OperatorProfile> profile
    )
    {
        Columns = columns;
        _root = root;
        _context = context;
        Profile = profile;
    }

    /// <summary>The result's column names; each batch has as many columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The contents of the nodes and relationships in the rows.</summary>
    public IEntityLookup Entities => _context.Entities;

    /// <summary>What each operator of the plan did so far, by its <see cref="Planning.Plans.PlanNode.Id"/>; empty unless the options ask for a profile.</summary>
    public IReadOnlyList<OperatorProfile> Profile { get; }

    /// <summary>What the statement changed so far: all of it once the first rows, or the end, have come.</summary>
    public UpdateCounters Counters => _context.Writer?.Counters ?? _context.InnerCounters;

    /// <summary>What the client is to be told about the query, as far as it has run.</summary>
    public IReadOnlyList<PlanNotification> Notifications => _context.Notifications;

    /// <summary>The most memory that the query's operators held, in bytes.</summary>
    public long PeakMemoryBytes => _context.Memory.PeakBytes;

    /// <summary>The next rows; null at the end. A batch is never empty, and stays valid after the next call.</summary>
    /// <exception cref="Model.Status.CypherException">The query failed: the cursor is then at its end.</exception>
    /// <exception cref="OperationCanceledException">The query was cancelled.</exception>
    public Batch? Next()
    {
        if (_isFinished)
        {
            return null;
        }
        // An exception, too, ends the cursor: operators are in no state to go on.
        _isFinished = true;
        var batch = Pull();
        _isFinished = batch is null;
        return batch;
    }

    /// <summary>Makes the rest of the cursor independent of the transaction, which may end then. Only after the first <see cref="Next"/>, which makes all changes.</summary>
    public void Detach()
    {
        if (Columns.Count > 0)
        {
            _ = _context.Snapshot;
        }
    }

    /// <summary>Ends the query.</summary>
    public void Dispose()
    {
        _isFinished = true;
        _context.DisposeResources();
        _context.ReleaseSnapshots();
    }

    private Batch? Pull()
    {
        Batch? batch;
        do
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            batch = _root.Next();
        } while (batch is { RowCount: 0 });
        Debug.Assert(batch is null || batch.Columns.Length == Columns.Count);
        return batch;
    }
}
