using Quiver.Cypher.Execution.Expressions.Graph;
using Quiver.Model.Columns;

namespace Quiver.Cypher.Execution.Operators.Paths;

/// <summary>StatefulShortestPath(Into): for each row the walks that a selector chooses between two nodes of the row.</summary>
internal sealed class SelectedWalksOperator : PathsOfRowsOperator<FoundWalk>
{
    private readonly SelectedWalkSettings _settings;
    private readonly WalkStepFilter _filter;
    private readonly SelectedWalks _search;
    private readonly AnyVector[] _lists;

    public SelectedWalksOperator(
        QueryContext context,
        Operator source,
        SelectedWalkSettings settings,
        OutputColumns output
    )
        : base(context, source, output)
    {
        _settings = settings;
        _filter = new WalkStepFilter(context, settings.Predicate, settings.SourceWidth);
        _search = new SelectedWalks(context, settings, _filter);
        _lists = new AnyVector[settings.Lists.Length];
        StartColumns();
    }

    /// <inheritdoc/>
    protected override IEnumerable<FoundWalk> Search(Batch input, int row)
    {
        long from = EntityColumn.NodesOf(input.Columns[_settings.Step.FromSlot])[row];
        long to = EntityColumn.NodesOf(input.Columns[_settings.Step.ToSlot])[row];
        // Neither null nor made up.
        if (from < 0 || to < 0)
        {
            return [];
        }
        _filter.Begin(input, row);
        return _search.Between(from, to);
    }

    /// <inheritdoc/>
    protected override void EndSearch() => _search.Clear();

    /// <inheritdoc/>
    protected override void Append(FoundWalk path)
    {
        for (int i = 0; i < _lists.Length; i++)
        {
            _lists[i].Append(path.ListOf(_settings.Lists[i].Group));
        }
    }

    /// <inheritdoc/>
    protected override void PutColumns(ColumnVector[] columns)
    {
        for (int i = 0; i < _lists.Length; i++)
        {
            columns[_settings.Lists[i].Slot] = _lists[i];
        }
    }

    /// <inheritdoc/>
    protected override void StartColumns()
    {
        for (int i = 0; i < _lists.Length; i++)
        {
            _lists[i] = new AnyVector();
        }
    }
}
