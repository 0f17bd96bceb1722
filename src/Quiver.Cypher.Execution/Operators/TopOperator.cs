using System.Runtime.InteropServices;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators;

/// <summary>
/// Top: the first rows in order. Rows that come after the worst row kept are dropped at once; what is kept is cut to the limit
/// whenever it is twice as many, so that a row costs a comparison, and rarely more.
/// </summary>
internal sealed class TopOperator(
    QueryContext context,
    Operator source,
    SortKeys keys,
    TopSettings settings,
    OutputColumns output,
    RowBound? bound = null
) : Operator
{
    private readonly List<int> _better = [];
    private RowStore _rows = new(settings.SourceWidth, context.Memory);
    private bool _hasWorst;
    private bool _isCollected;
    private int _given;

    /// <inheritdoc/>
    public override Batch? Next()
    {
        if (!_isCollected)
        {
            Collect();
            _isCollected = true;
        }
        int count = Math.Min(Batch.Capacity, _rows.Count - _given);
        if (count == 0)
        {
            return null;
        }
        var columns = output.Pass(_rows.All, RowRange.Of(_given, count));
        _given += count;
        return new Batch(columns, count);
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _rows.Clear();
        _hasWorst = false;
        SetBound();
        _isCollected = false;
        _given = 0;
        source.Restart();
    }

    private void Collect()
    {
        source.AllowReuse();
        if (settings.Limit == 0)
        {
            // What is below changes the graph whoever wants its rows.
            while (settings.MustReadAll && source.Next() is not null)
            {
                context.Cancellation.ThrowIfCancellationRequested();
            }
            return;
        }
        while (source.Next() is { } input)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (_hasWorst)
            {
                AppendBetter(input);
            }
            else
            {
                _rows.Append(input);
            }
            if (_rows.Count >= 2 * settings.Limit && _rows.Count >= Batch.Capacity)
            {
                Cut();
            }
        }
        Cut();
    }

    private void AppendBetter(Batch input)
    {
        // After a cut the row at the limit is the worst kept; rows that tie with it came later and lose.
        int worst = (int)settings.Limit - 1;
        var kept = _rows.All;
        _better.Clear();
        keys.SelectBefore(input, kept, worst, _better);
        _rows.Append(input, CollectionsMarshal.AsSpan(_better));
    }

    private void Cut()
    {
        var all = _rows.All;
        int count = (int)Math.Min(settings.Limit, all.RowCount);
        var best = _rows.Take(keys.First(all, count));
        _rows.Clear();
        _rows = new RowStore(settings.SourceWidth, context.Memory);
        if (count > 0)
        {
            _rows.Append(best);
        }
        _hasWorst = count == settings.Limit;
        SetBound();
    }

    private void SetBound()
    {
        if (bound is not null)
        {
            bound.Integer = _hasWorst
                ? keys.FirstInteger(_rows.All, (int)settings.Limit - 1)
                : null;
        }
    }
}
