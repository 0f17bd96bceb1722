using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>
/// What ORDER BY and the WHERE of a WITH see: the columns, and behind them the names from before. After grouping or DISTINCT the
/// latter are gone, but an expression that is a column may still be written out.
/// </summary>
internal sealed class ProjectedScope
{
    private readonly BindingSession _session;

    private readonly IReadOnlyList<ProjectionItem> _items;

    private readonly AggregationSplitter? _splitter;

    private readonly bool _isDistinct;

    private readonly Scope _before;

    private readonly Scope _scope;

    public ProjectedScope(
        BindingSession session,
        Tree.ProjectionBody body,
        IReadOnlyList<ProjectionItem> items,
        Scope scope
    )
    {
        _session = session;
        _items = items;
        _isDistinct = body.Distinct;
        Items = items;
        if (body.Grouping is not null || items.Any(static i => IsAggregating(i.Expression)))
        {
            _splitter = body.Grouping is { IsAll: false } grouping
                ? new AggregationSplitter(session, GroupingKeys(grouping, items, scope))
                : new AggregationSplitter(session);
            Items = _splitter.Split(items, body);
        }
        _before = scope;
        _scope = new Scope(scope);
        foreach (var item in items)
        {
            _scope.Declare(item.Variable);
        }
    }

    /// <summary>The keys that GROUP BY names: items, where it gives the name of one or writes its expression out, and other expressions.</summary>
    private List<ProjectionItem> GroupingKeys(
        Tree.Grouping grouping,
        IReadOnlyList<ProjectionItem> items,
        Scope scope
    )
    {
        var keys = new List<ProjectionItem>();
        foreach (var key in grouping.Keys)
        {
            var item = key is Tree.Variable name
                ? items.FirstOrDefault(i => i.Variable.Name == name.Name)
                : null;
            if (item is null)
            {
                var expression = _session.Expressions.Bind(key, scope);
                item =
                    items.FirstOrDefault(i => i.Expression.Equals(expression))
                    ?? new ProjectionItem(_session.NewAnonymous(expression.Type), expression);
            }
            else if (IsAggregating(item.Expression))
            {
                throw _session.Errors.AggregateAsKey(item.Variable.Name, key.Position);
            }
            if (!keys.Contains(item))
            {
                keys.Add(item);
            }
        }
        return keys;
    }

    /// <summary>The columns as they follow from the source's rows, or from the groups.</summary>
    public IReadOnlyList<ProjectionItem> Items { get; }

    /// <summary>The grouping, if there are aggregates; complete only when all of ORDER BY is bound.</summary>
    public BoundAggregation? Aggregation => _splitter?.Aggregation;

    /// <summary>The variables of the query around a subquery that are used behind the grouping.</summary>
    public HashSet<Variable> Kept { get; } = [];

    /// <summary>Binds a key of ORDER BY.</summary>
    public BoundSortItem BindSortItem(Tree.SortItem item)
    {
        var scope = _scope.With(AggregateUse.Allowed);
        var expression = Replace(_session.Expressions.Bind(item.Expression, scope));
        if (IsAggregating(expression))
        {
            if (_splitter is null || _isDistinct)
            {
                throw _session.Errors.AggregateInOrderBy(item.Position);
            }
            RefuseHidden(expression, item.Expression);
            expression = _splitter.Split(expression, item.Position);
        }
        Check(expression, item.Expression);
        return new BoundSortItem(expression, item.Descending);
    }

    /// <summary>Binds the filter of a WITH.</summary>
    public BoundExpression BindWhere(Tree.Expression where)
    {
        var predicate = Replace(_session.Expressions.BindPredicate(where, _scope));
        Check(predicate, where);
        return predicate;
    }

    private static bool IsAggregating(BoundExpression expression) =>
        expression.Contains(static e => e is AggregateCall);

    private BoundExpression Replace(BoundExpression expression) =>
        expression.ReplaceTopDown(e =>
        {
            foreach (var item in _items)
            {
                if (e is not BoundLiteral and not BoundParameter && item.Expression.Equals(e))
                {
                    return new BoundVariable(item.Variable);
                }
            }
            return null;
        });

    // An aggregate that is no column yet would be over rows that are gone.
    private void RefuseHidden(BoundExpression expression, Tree.Expression source)
    {
        var visible = _items.Select(static i => i.Variable).ToHashSet();
        if (FreeVariables.Of(expression).Except(visible).FirstOrDefault() is { } hidden)
        {
            throw _session.Errors.NotAccessible(hidden.Name, source.Position);
        }
    }

    private void Check(BoundExpression expression, Tree.Expression source)
    {
        if (_splitter is null && !_isDistinct)
        {
            return;
        }
        var visible = _items.Select(static i => i.Variable).ToHashSet();
        if (_splitter is not null && !_isDistinct)
        {
            visible.UnionWith(_splitter.Aggregation.Aggregates.Select(static a => a.Variable));
        }
        foreach (var variable in FreeVariables.Of(expression))
        {
            if (visible.Contains(variable))
            {
                continue;
            }
            if (_before.Variables.Contains(variable))
            {
                throw _session.Errors.NotAccessible(variable.Name, source.Position);
            }
            Kept.Add(variable);
        }
    }
}
