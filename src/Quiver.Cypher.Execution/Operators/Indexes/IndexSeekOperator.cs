using System.Diagnostics;
using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions;
using Quiver.Cypher.Planning.Plans.Indexes;
using Quiver.Model.Columns;
using Quiver.Model.Status;
using Quiver.Storage;
using Quiver.Storage.Indexes;

namespace Quiver.Cypher.Execution.Operators.Indexes;

/// <summary>NodeIndexSeek, DirectedRelationshipIndexSeek and their kin: for each row what the index has for its values, a batch of rows at once.</summary>
/// <remarks>A row whose values are attempted and fail gets all nodes of the index's label. The index is opened after the first source row was asked for: what stands below may change the graph first.</remarks>
internal abstract class IndexSeekOperator(
    QueryContext context,
    Operator source,
    IndexSeek seek,
    IndexProbes probes,
    OutputColumns output
) : Operator
{
    // Most searches find a few entities: a look-up by id should not pay for a whole batch.
    private const int FirstIds = 16;

    private readonly List<int> _found = [];
    private long[] _ids = new long[FirstIds];
    private IndexCursor? _cursor;
    private NodeScan? _scan;
    private Snapshot? _snapshot;
    private Batch? _rows;
    private int _row;
    private bool _isSeeking;

    /// <inheritdoc/>
    public sealed override Batch? Next()
    {
        while (true)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_rows is null && !Pull())
            {
                return null;
            }
            _found.Clear();
            Begin();
            while (_found.Count < Batch.Capacity && (_isSeeking || StartNext()))
            {
                Take();
            }
            var rows = _rows!;
            if (!_isSeeking && _row >= rows.RowCount)
            {
                _rows = null;
            }
            if (_found.Count > 0)
            {
                context.CountHits(_found.Count);
                var columns = output.Pass(rows, CollectionsMarshal.AsSpan(_found));
                Place(columns);
                return new Batch(columns, _found.Count);
            }
        }
    }

    /// <inheritdoc/>
    public sealed override void Restart()
    {
        _rows = null;
        _isSeeking = false;
        _scan = null;
        source.Restart();
    }

    /// <summary>How many ids are asked for at once: few to begin with.</summary>
    protected int IdsAtOnce => _ids.Length;

    /// <summary>The most rows that one id makes.</summary>
    protected abstract int RowsPerId { get; }

    /// <summary>Begins a batch.</summary>
    protected abstract void Begin();

    /// <summary>Takes an id that was found; gives how many rows it makes.</summary>
    protected abstract int Add(long id);

    /// <summary>Puts the columns made since <see cref="Begin"/> where they belong.</summary>
    protected abstract void Place(ColumnVector[] columns);

    private bool Pull()
    {
        _rows = source.Next();
        if (_rows is null)
        {
            return false;
        }
        if (!ReferenceEquals(_snapshot, context.Snapshot))
        {
            _snapshot = context.Snapshot;
            _cursor = Open(_snapshot);
        }
        probes.Evaluate(_rows, context);
        _row = -1;
        return true;
    }

    private IndexCursor Open(Snapshot snapshot)
    {
        var index =
            snapshot.Schema.Definitions.FindIndex(seek.Index.Name)
            ?? throw new UnreachableException($"The plan's index {seek.Index.Name} is gone.");
        context.NoteRead(index);
        return snapshot.OpenIndex(index);
    }

    /// <summary>Begins the next search: of the same row, or of the next row that has one.</summary>
    private bool StartNext()
    {
        while (true)
        {
            if (_row >= 0 && probes.TryNext(out var predicates))
            {
                context.CountHits(1);
                _cursor!.Seek(predicates, seek.Order == IndexOrder.Descending);
                _isSeeking = true;
                return true;
            }
            if (++_row >= _rows!.RowCount)
            {
                return false;
            }
            if (!TryStart())
            {
                var label = _snapshot!.Tokens.Label(seek.Index.Token);
                _scan = _snapshot.ScanNodes(label);
                _isSeeking = true;
                return true;
            }
        }
    }

    /// <summary>Goes to the row's values; false where they are attempted and fail.</summary>
    private bool TryStart()
    {
        if (!seek.IsAttempt)
        {
            probes.Start(_row);
            return true;
        }
        if (probes.HasFailed(_row))
        {
            return false;
        }
        try
        {
            probes.Start(_row);
            return true;
        }
        catch (CypherException error) when (Attempt.IsOfRow(error))
        {
            context.Attempts.NoteFailure();
            return false;
        }
    }

    private void Take()
    {
        int room = Math.Max(1, (Batch.Capacity - _found.Count) / RowsPerId);
        int asked = Math.Min(room, _ids.Length);
        int count =
            (_scan is null)
                ? _cursor!.Next(_ids.AsSpan(0, asked))
                : _scan.Next(_ids.AsSpan(0, asked));
        // Less than asked for is the end; of a scan nothing is.
        _isSeeking = _scan is null ? count == asked : count > 0;
        _scan = _isSeeking ? _scan : null;
        for (int i = 0; i < count; i++)
        {
            for (int made = Add(_ids[i]); made > 0; made--)
            {
                _found.Add(_row);
            }
        }
        if (count == _ids.Length && count < Batch.Capacity)
        {
            _ids = new long[Batch.Capacity];
        }
    }
}
