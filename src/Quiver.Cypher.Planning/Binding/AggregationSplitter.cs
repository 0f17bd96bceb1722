using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Quiver.Model;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>
/// Splits the items of a projection with aggregates: those without one are grouping keys, the aggregates become columns of their own, and what is
/// around them is computed from both afterwards.
/// </summary>
/// <param name="session">The statement's binding.</param>
/// <param name="named">The keys that GROUP BY names, items or not; null where all items without an aggregate are keys.</param>
internal sealed class AggregationSplitter(
    BindingSession session,
    IReadOnlyList<ProjectionItem>? named = null
)
{
    private readonly List<ProjectionItem> _keys = [.. named ?? []];

    private readonly List<ProjectionItem> _aggregates = [];

    /// <summary>The grouping found so far.</summary>
    public BoundAggregation Aggregation => new(_keys, _aggregates);

    /// <summary>Splits a projection's items; gives them as expressions over keys and aggregates.</summary>
    /// <param name="items">The items.</param>
    /// <param name="body">Where they stand: its own items come last among them.</param>
    public IReadOnlyList<ProjectionItem> Split(
        IReadOnlyList<ProjectionItem> items,
        Tree.ProjectionBody body
    )
    {
        foreach (var item in items)
        {
            if (!item.Expression.Contains(static e => e is AggregateCall))
            {
                if (named is null)
                {
                    _keys.Add(item);
                }
            }
            else if (item.Expression is AggregateCall && Find(item.Expression) is null)
            {
                _aggregates.Add(item);
            }
        }
        int starCount = items.Count - body.Items.Length;
        return
        [
            .. items.Select(
                (item, i) =>
                    new ProjectionItem(
                        item.Variable,
                        IsColumn(item)
                            ? new BoundVariable(item.Variable)
                            : Split(item.Expression, body.Items[i - starCount].Position)
                    )
            ),
        ];
    }

    /// <summary>An expression with aggregates over keys and aggregates; new aggregates are added.</summary>
    public BoundExpression Split(BoundExpression expression, TextPosition position)
    {
        var illegal = new List<string>();
        var locals = LocalsOf(expression);
        var result = expression.ReplaceTopDown(e => Replacement(e, locals, illegal));
        return illegal.Count == 0
            ? result
            : throw session.Errors.ImplicitGrouping(illegal.Distinct(), position);
    }

    private bool IsColumn(ProjectionItem item) =>
        _keys.Contains(item) || _aggregates.Contains(item);

    private static HashSet<Variable> LocalsOf(BoundExpression expression)
    {
        var locals = new HashSet<Variable>(expression.LocalVariables);
        foreach (var child in expression.Children)
        {
            locals.UnionWith(LocalsOf(child));
        }
        return locals;
    }

    private BoundExpression? Replacement(
        BoundExpression expression,
        HashSet<Variable> locals,
        List<string> illegal
    )
    {
        switch (expression)
        {
            case AggregateCall call:
                return new BoundVariable(Find(call) ?? Add(call));
            case BoundLiteral or BoundParameter:
                return null;
        }
        foreach (var key in _keys)
        {
            bool isWritten =
                (named is not null || IsSimple(key.Expression))
                && key.Expression.Equals(expression);
            if (isWritten || IsColumn(key, expression))
            {
                return new BoundVariable(key.Variable);
            }
        }
        if (
            expression is BoundVariable variable
            && _aggregates.Exists(a => a.Variable == variable.Variable)
        )
        {
            return expression;
        }
        bool isGivenPart =
            expression is BoundVariable or BoundSubquery
            || expression is BoundProperty { Operand: BoundVariable owner } && !IsKey(owner);
        var given = isGivenPart ? FreeVariables.Of(expression) : [];
        given.ExceptWith(locals);
        if (given.Any(v => !IsKey(new BoundVariable(v))))
        {
            illegal.Add(expression.ToString());
        }
        return isGivenPart ? expression : null;
    }

    // A key may be written out beside an aggregate when it is a variable or a property of one, as in Neo4j.
    private static bool IsSimple(BoundExpression key) =>
        key is BoundVariable or BoundProperty { Operand: BoundVariable };

    private bool IsKey(BoundVariable variable) =>
        _keys.Exists(k => k.Expression.Equals(variable) || k.Variable == variable.Variable);

    private static bool IsColumn(ProjectionItem key, BoundExpression expression) =>
        expression is BoundVariable variable && variable.Variable == key.Variable;

    private Variable? Find(BoundExpression call) =>
        _aggregates.Find(a => a.Expression.Equals(call))?.Variable;

    private Variable Add(AggregateCall call)
    {
        var variable = session.NewAnonymous(call.Type);
        _aggregates.Add(new ProjectionItem(variable, call));
        return variable;
    }
}
