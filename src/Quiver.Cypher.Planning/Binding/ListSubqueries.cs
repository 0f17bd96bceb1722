using Quiver.Cypher.Planning.Binding.Expressions;
using Quiver.Cypher.Planning.Logical;
using Quiver.Cypher.Planning.Plans;
using Tree = Quiver.Cypher.Syntax.Tree;

namespace Quiver.Cypher.Planning.Binding;

/// <summary>
/// Gives list expressions with a subquery about the list's elements another form, since no operator has an element as a column:
/// <c>[x IN list WHERE p | e]</c> becomes <c>COLLECT { UNWIND list AS x WITH x WHERE p RETURN e }</c>, and the others run over such a list.
/// </summary>
/// <param name="session">The statement's binding.</param>
internal sealed class ListSubqueries(BindingSession session)
{
    private const string ElementKey = "element";

    /// <summary>A comprehension as it can be planned.</summary>
    public BoundExpression Unnest(BoundListComprehension comprehension, Tree.Expression source)
    {
        var element = comprehension.Element;
        bool isNested =
            IsAbout(comprehension.Predicate, element) || IsAbout(comprehension.Projection, element);
        return isNested
            ? Collect(
                element,
                comprehension.List,
                comprehension.Predicate,
                comprehension.Projection ?? new BoundVariable(element),
                source
            )
            : comprehension;
    }

    /// <summary>A quantifier as it can be planned: over the list of what its condition gives.</summary>
    public BoundQuantifier Unnest(BoundQuantifier quantifier, Tree.Expression source)
    {
        if (!IsAbout(quantifier.Predicate, quantifier.Element))
        {
            return quantifier;
        }
        var outcomes = Collect(
            quantifier.Element,
            quantifier.List,
            null,
            quantifier.Predicate,
            source
        );
        var outcome = session.NewAnonymous(CypherType.Boolean);
        return new BoundQuantifier(quantifier.Kind, outcome, outcomes, new BoundVariable(outcome));
    }

    /// <summary>A fold as it can be planned: over maps of each element and what its subqueries give.</summary>
    public BoundReduce Unnest(BoundReduce reduce, Tree.Expression source)
    {
        if (IsAbout(reduce.Step, reduce.Accumulator))
        {
            throw session.Errors.NotSupported(
                "A pattern or subquery that uses the accumulator of reduce",
                source.Position
            );
        }
        if (!IsAbout(reduce.Step, reduce.Element))
        {
            return reduce;
        }
        var keys = new List<string> { ElementKey };
        var values = new List<BoundExpression> { new BoundVariable(reduce.Element) };
        var entry = session.NewAnonymous(CypherType.Map);
        var step = reduce.Step.ReplaceTopDown(e =>
        {
            if (e is BoundVariable variable && variable.Variable == reduce.Element)
            {
                return new BoundProperty(new BoundVariable(entry), ElementKey, CypherType.Any);
            }
            if (e is not BoundSubquery subquery || !subquery.Imports.Contains(reduce.Element))
            {
                return null;
            }
            string key = $"subquery{keys.Count}";
            keys.Add(key);
            values.Add(subquery);
            return new BoundProperty(new BoundVariable(entry), key, CypherType.Any);
        });
        var entries = Collect(
            reduce.Element,
            reduce.List,
            null,
            new BoundMap([.. keys], [.. values]),
            source
        );
        return reduce with { Element = entry, List = entries, Step = step };
    }

    private static bool IsAbout(BoundExpression? expression, Variable variable) =>
        expression is not null
        && expression.Contains(e => e is BoundSubquery s && s.Imports.Contains(variable));

    private BoundExpression Collect(
        Variable element,
        BoundExpression list,
        BoundExpression? predicate,
        BoundExpression value,
        Tree.Expression source
    )
    {
        if (list.Contains(static e => e is AggregateCall))
        {
            throw session.Errors.NotSupported(
                "A pattern or subquery about the elements of a list made by an aggregate",
                source.Position
            );
        }
        var column = session.NewAnonymous(value.Type);
        var clauses = new List<BoundClause> { new BoundUnwind(list, element) };
        if (predicate is not null)
        {
            clauses.Add(Projection(element, new BoundVariable(element), predicate));
        }
        clauses.Add(Projection(column, value, null));
        var imports = FreeVariables.Of(predicate is null ? [value] : [value, predicate]);
        imports.Remove(element);
        imports.UnionWith(FreeVariables.Of(list));
        bool isKnown = value.Type.Kinds is not (TypeKinds.Any or TypeKinds.None);
        var type = isKnown ? CypherType.ListOf(value.Type) : CypherType.AnyList;
        var rows = new BoundSubquery(
            SubqueryResult.Collect,
            new BoundSingleQuery(clauses, [column]),
            [.. imports.OrderBy(static v => v.Id)],
            source.Extent.TextIn(session.Text),
            type
        );
        if (list is BoundList or BoundSubquery)
        {
            return rows;
        }

        // UNWIND makes no rows of null, but of a list that is null a null list is made.
        var isNull = new BoundIsNull(list, IsNegated: false);
        return new BoundCase([new CaseAlternative(isNull, BoundLiteral.Null)], rows, type);
    }

    private static BoundProjection Projection(
        Variable column,
        BoundExpression value,
        BoundExpression? where
    ) =>
        new()
        {
            Aggregation = null,
            Items = [new ProjectionItem(column, value)],
            IsDistinct = false,
            OrderBy = [],
            Skip = null,
            Limit = null,
            Where = where,
        };
}
