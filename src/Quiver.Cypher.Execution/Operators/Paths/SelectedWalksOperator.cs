using System.Runtime.InteropServices;
using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>StatefulShortestPath(Into): for each row the walks that a selector chooses between two nodes of the row.</summary>
internal sealed class SelectedWalksOperator : Operator
{
    private readonly QueryContext _context;
    private readonly Operator _source;
    private readonly SelectedWalkSettings _settings;
    private readonly OutputColumns _output;
    private readonly WalkStepFilter _filter;
    private readonly SelectedWalks _search;
    private readonly List<int> _rows = [];
    private readonly AnyVector[] _lists;
    private Batch? _input;
    private IEnumerator<FoundWalk>? _walks;
    private int _row;

    public SelectedWalksOperator(
        QueryContext context,
        Operator source,
        SelectedWalkSettings settings,
        OutputColumns output
    )
    {
        _context = context;
        _source = source;
        _settings = settings;
        _output = output;
        _filter = new WalkStepFilter(context, settings.Predicate, settings.SourceWidth);
        _search = new SelectedWalks(context, settings, _filter);
        _lists = new AnyVector[settings.Lists.Length];
        StartLists();
    }

    /// <inheritdoc/>
    public override Batch? Next()
    {
        while (true)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            if (_input is null)
            {
                _input = _source.Next();
                _row = 0;
                if (_input is null)
                {
                    return null;
                }
            }
            while (_row < _input.RowCount && _rows.Count < Batch.Capacity)
            {
                Take();
            }
            var input = _input;
            if (_row == input.RowCount)
            {
                _input = null;
            }
            if (_rows.Count > 0)
            {
                return Emit(input);
            }
        }
    }

    /// <inheritdoc/>
    public override void Restart()
    {
        _input = null;
        _walks = null;
        _rows.Clear();
        StartLists();
        _search.Clear();
        _source.Restart();
    }

    private void StartLists()
    {
        for (int i = 0; i < _lists.Length; i++)
        {
            _lists[i] = new AnyVector();
        }
    }

    private void Take()
    {
        _walks ??= Begin();
        if (_walks is not null && _walks.MoveNext())
        {
            _rows.Add(_row);
            for (int i = 0; i < _lists.Length; i++)
            {
                _lists[i].Append(_walks.Current.ListOf(_settings.Lists[i].Group));
            }
            return;
        }
        _walks = null;
        _search.Clear();
        _row++;
    }

    private IEnumerator<FoundWalk>? Begin()
    {
        long from = EntityColumn.NodesOf(_input!.Columns[_settings.Step.FromSlot])[_row];
        long to = EntityColumn.NodesOf(_input.Columns[_settings.Step.ToSlot])[_row];
        // Neither null nor made up.
        if (from < 0 || to < 0)
        {
            return null;
        }
        _filter.Begin(_input, _row);
        return _search.Between(from, to).GetEnumerator();
    }

    private Batch Emit(Batch input)
    {
        var columns = _output.Pass(input, CollectionsMarshal.AsSpan(_rows));
        for (int i = 0; i < _lists.Length; i++)
        {
            columns[_settings.Lists[i].Slot] = _lists[i];
        }
        var batch = new Batch(columns, _rows.Count);
        StartLists();
        _rows.Clear();
        return batch;
    }
}
